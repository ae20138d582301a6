"""Addresses of the first page and the regions."""

from django.urls import path

from tanlu.web.atlas import views

urlpatterns = [
    path("", views.home, name="home"),
    path("regions/", views.atlas, name="regions"),
    path("regions/<str:code>/", views.place, name="region"),
]
