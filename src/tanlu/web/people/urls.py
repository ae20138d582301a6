"""Addresses of the door and of people."""

from django.urls import path

from tanlu.web.people import passkey_views, roles, sheets, views

urlpatterns = [
    path("join/", views.join, name="join"),
    path("join/passkey/ask/", passkey_views.ask_to_open, name="passkey_ask"),
    path("join/passkey/", passkey_views.open_with, name="open_with_passkey"),
    path("leave/", views.leave, name="leave"),
    path("desk/", views.desk, name="desk"),
    path("desk/people/", views.staff, name="staff"),
    path("desk/people/roles/", roles.give_staff_role, name="give_staff_role"),
    path("desk/people/roles/<int:number>/", roles.change_staff_role, name="change_staff_role"),
    path("desk/people/roles/<int:number>/end/", roles.stop_staff_role, name="stop_staff_role"),
    path("desk/passkeys/", passkey_views.mine, name="passkeys"),
    path("desk/passkeys/ask/", passkey_views.ask_to_keep, name="ask_to_keep_passkey"),
    path("desk/passkeys/keep/", passkey_views.keep, name="keep_passkey"),
    path("desk/passkeys/<int:number>/remove/", passkey_views.take_back, name="take_back_passkey"),
    path("dialogues/<slug:slug>/people/sheet/", sheets.sheet, name="code_sheet"),
    path("dialogues/<slug:slug>/people/", views.people, name="people"),
    path("dialogues/<slug:slug>/people/<slug:handle>/invite/", views.invite_again, name="invite_again"),
    path("dialogues/<slug:slug>/people/<slug:handle>/remove/", views.remove_person, name="remove_person"),
    path("dialogues/<slug:slug>/roles/", roles.give_role, name="give_role"),
    path("dialogues/<slug:slug>/roles/<int:number>/", roles.change_role, name="change_role"),
    path("dialogues/<slug:slug>/roles/<int:number>/end/", roles.stop_role, name="stop_role"),
]
