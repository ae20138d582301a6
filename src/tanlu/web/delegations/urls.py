"""Addresses of delegations."""

from django.urls import path

from tanlu.web.delegations import views

_ALL = "dialogues/<slug:slug>/delegations/"
_ONE = f"{_ALL}<int:number>/"

urlpatterns = [
    path(_ALL, views.delegations, name="delegations"),
    path(f"{_ALL}new/", views.begin_delegation, name="begin_delegation"),
    path(_ONE, views.delegation, name="delegation"),
    path(f"{_ONE}change/", views.change_delegation, name="change_delegation"),
    path(f"{_ONE}remove/", views.remove_delegation, name="remove_delegation"),
    path(f"{_ONE}ask/", views.ask_for, name="ask_for"),
    path(f"{_ONE}ask/<slug:handle>/", views.ask_again, name="ask_again"),
    path(f"{_ONE}wanted/<int:wanted>/", views.take_member, name="take_member"),
    path(f"{_ONE}wanted/<int:wanted>/decline/", views.decline_member, name="decline_member"),
]
