"""Addresses of the ledger."""

from django.urls import path

from tanlu.web.ledger import views

urlpatterns = [
    path("agreements/", views.agreements, name="agreements"),
    path("agreements/<slug:name>/", views.agreement, name="agreement"),
]
