"""Addresses of the help."""

from django.urls import path

from tanlu.web.help import views

urlpatterns = [
    path("help/", views.contents, name="help"),
    path("help/pictures/<str:name>", views.a_picture, name="help_picture"),
    path("help/<slug:name>/", views.one, name="help_page"),
]
