"""Addresses of the data for programs."""

from django.urls import path

from tanlu.web.api import views

urlpatterns = [
    path("openapi.json", views.openapi, name="openapi"),
    path("regions", views.regions, name="api_regions"),
    path("indicators", views.indicators, name="api_indicators"),
    path("indicators/<str:name>/<str:code>", views.years, name="api_years"),
    path("figures/<path:address>", views.figure, name="api_figure"),
    path("claims", views.claims, name="api_claims"),
    path("agreements", views.agreements, name="api_agreements"),
]
