"""Address of the page that describes the data for programs."""

from django.urls import path

from tanlu.web.api import views

urlpatterns = [path("data/", views.about, name="api")]
