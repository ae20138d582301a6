"""Addresses of rounds, votes and results."""

from django.urls import path

from tanlu.web.ballots import views

urlpatterns = [
    path("dialogues/<slug:slug>/rounds/", views.begin_round, name="begin_round"),
    path("dialogues/<slug:slug>/rounds/<int:number>/", views.prepare, name="round"),
    path("dialogues/<slug:slug>/rounds/<int:number>/review/<int:statement>/", views.review, name="review"),
    path("dialogues/<slug:slug>/rounds/<int:number>/open/", views.open_round, name="open_round"),
    path("dialogues/<slug:slug>/rounds/<int:number>/close/", views.close_round, name="close_round"),
    path("dialogues/<slug:slug>/rounds/<int:number>/vote/", views.vote, name="vote"),
    path("dialogues/<slug:slug>/rounds/<int:number>/problem/<int:statement>/", views.problem, name="problem"),
    path("dialogues/<slug:slug>/rounds/<int:number>/receipt/", views.receipt, name="receipt"),
    path("dialogues/<slug:slug>/rounds/<int:number>/result/", views.result, name="result"),
]
