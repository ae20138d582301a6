"""Addresses of proposed statements."""

from django.urls import path

from tanlu.web.suggestions import views

urlpatterns = [
    path("dialogues/<slug:slug>/suggest/", views.suggest, name="suggest"),
    path("dialogues/<slug:slug>/suggestions/", views.suggestions, name="suggestions"),
    path("dialogues/<slug:slug>/suggestions/<slug:ident>/", views.take, name="take"),
    path("dialogues/<slug:slug>/suggestions/<slug:ident>/aside/", views.set_aside, name="set_aside"),
]
