"""Address of the outlook with one's own assumptions."""

from django.urls import path

from tanlu.web.outlooks import views

urlpatterns = [path("outlook/own/", views.own, name="own_outlook")]
