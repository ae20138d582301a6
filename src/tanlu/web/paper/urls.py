"""Addresses of ballots on paper."""

from django.urls import path

from tanlu.web.paper import views

urlpatterns = [
    path("dialogues/<slug:slug>/paper/", views.on_paper, name="on_paper"),
    path("dialogues/<slug:slug>/paper/mark/", views.mark, name="mark_paper"),
    path("dialogues/<slug:slug>/rounds/<int:number>/sheets/", views.sheets, name="sheets"),
    path("dialogues/<slug:slug>/rounds/<int:number>/sheets/<int:statement>/", views.sheet, name="sheet"),
]
