"""Addresses of proposals."""

from django.urls import path

from tanlu.web.proposals import views

urlpatterns = [
    path("dialogues/<slug:slug>/proposals/", views.propose, name="propose"),
    path("dialogues/<slug:slug>/proposals/<int:number>/", views.proposal, name="proposal"),
    path("dialogues/<slug:slug>/proposals/<int:number>/wording/", views.propose, name="reword"),
    path("dialogues/<slug:slug>/proposals/<int:number>/instrument/", views.agree, name="agree"),
    path("threads/<slug:name>/", views.thread, name="thread"),
]
