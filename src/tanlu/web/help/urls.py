"""Addresses of the help."""

from django.urls import path

from tanlu.web.help import views

urlpatterns = [
    path("help/", views.contents, name="help"),
    path("help/<slug:name>/", views.one, name="help_page"),
]
