"""Addresses of own figures."""

from django.urls import path

from tanlu.web.own import views

urlpatterns = [
    path("desk/own/", views.own, name="own"),
    path("desk/own/import/", views.own_import, name="own_import"),
    path("desk/own/remove/", views.own_remove, name="own_remove"),
]
