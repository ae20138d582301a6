"""Addresses of the door and of people."""

from django.urls import path

from tanlu.web.people import views

urlpatterns = [
    path("join/", views.join, name="join"),
    path("leave/", views.leave, name="leave"),
    path("desk/", views.desk, name="desk"),
    path("desk/people/", views.staff, name="staff"),
    path("dialogues/<slug:slug>/people/", views.people, name="people"),
    path("dialogues/<slug:slug>/people/<slug:handle>/invite/", views.invite_again, name="invite_again"),
    path("dialogues/<slug:slug>/people/<slug:handle>/remove/", views.remove_person, name="remove_person"),
]
