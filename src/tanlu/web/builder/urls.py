"""Addresses of the brief builder."""

from django.urls import path

from tanlu.web.builder import views

urlpatterns = [
    path("desk/brief/", views.build, name="build_brief"),
    path("desk/brief/folder.zip", views.folder, name="brief_folder"),
]
