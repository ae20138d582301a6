"""Addresses of dialogues."""

from django.urls import path

from tanlu.web.dialogues import views

urlpatterns = [
    path("desk/begin/", views.begin_dialogue, name="begin_dialogue"),
    path("dialogues/<slug:slug>/", views.dialogue, name="dialogue"),
    path("dialogues/<slug:slug>/sessions/", views.add_session, name="add_session"),
    path("dialogues/<slug:slug>/sessions/<slug:session>/items/", views.add_item, name="add_item"),
    path("dialogues/<slug:slug>/sessions/<slug:session>/segment/", views.open_segment, name="open_segment"),
    path("dialogues/<slug:slug>/notes/", views.notes, name="notes"),
    path("dialogues/<slug:slug>/notes/undo/", views.undo_note, name="undo_note"),
    path("dialogues/<slug:slug>/segment/close/", views.close_segment, name="close_segment"),
    path("dialogues/<slug:slug>/close/", views.close_dialogue, name="close_dialogue"),
]
