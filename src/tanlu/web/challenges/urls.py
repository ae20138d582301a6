"""Addresses of challenges."""

from django.urls import path

from tanlu.web.challenges import views

urlpatterns = [
    path("challenge/", views.challenge, name="challenge"),
    path("desk/challenges/", views.challenges, name="challenges"),
    path("desk/challenges/<int:number>/", views.answer, name="answer_challenge"),
    path("desk/challenges/<int:number>/aside/", views.leave_aside, name="leave_aside"),
]
