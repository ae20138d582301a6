"""Addresses of the ledger."""

from django.urls import path

from tanlu.web.ledger import corrections, desk, views
from tanlu.web.library.views import brief

urlpatterns = [
    path("agreements/", views.agreements, name="agreements"),
    path("agreements/told/", brief, {"name": "commitments"}, name="agreements_told"),
    path("agreements/<slug:name>/", views.agreement, name="agreement"),
    path("agreements/<slug:name>/evidence/", desk.add_update, name="add_update"),
    path("desk/register/", desk.register, name="register"),
    path("desk/register/undo/", desk.undo_update, name="undo_update"),
    path("desk/register/<slug:kind>/", desk.enter, name="enter"),
    path("desk/register/<slug:kind>/<slug:name>/correct/", corrections.correct_entry, name="correct_entry"),
    path(
        "desk/register/<slug:kind>/<slug:name>/withdraw/", corrections.withdraw_entry, name="withdraw_entry"
    ),
    path("desk/register/<slug:kind>/<slug:name>/restore/", corrections.restore_entry, name="restore_entry"),
    path("evidence/<slug:sha256>.<slug:ending>", desk.evidence, name="evidence_file"),
]
