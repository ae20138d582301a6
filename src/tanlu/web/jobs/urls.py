"""Addresses of jobs."""

from django.urls import path

from tanlu.web.jobs import views

urlpatterns = [
    path("jobs/<slug:job>/state", views.state, name="job_state"),
    path("jobs/<slug:job>/stop", views.stop, name="job_stop"),
]
