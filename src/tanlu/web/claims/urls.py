"""Addresses of the claims."""

from django.urls import path

from tanlu.web.claims import views

urlpatterns = [path("claims/", views.claims, name="claims"), path("claims/own/", views.own, name="own_claim")]
