"""Addresses of the comparison."""

from django.urls import path

from tanlu.web.comparison import views

urlpatterns = [
    path("compare/", views.compare, name="compare"),
    path("compare/table.csv", views.as_csv, name="compare_csv"),
]
