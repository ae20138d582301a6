"""Addresses of wordings."""

from django.urls import path

from tanlu.web.wordings import views

_ONE = "dialogues/<slug:slug>/rounds/<int:number>/statements/<int:statement>/"

urlpatterns = [
    path(_ONE, views.wording, name="wording"),
    path(f"{_ONE}reword/", views.reword_statement, name="reword_statement"),
]
