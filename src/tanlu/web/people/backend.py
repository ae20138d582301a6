"""People have no password: they come in by invitation, code or passkey, and the session names them."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from tanlu.web.people.models import Person


class ByHandle(BaseBackend):
    """Finds the person of a session; signing in is done by the operations of people."""

    def authenticate(self, request: HttpRequest | None, **credentials: str) -> Person | None:  # noqa: ARG002 - Django's shape
        """Refuse: nobody signs in by name and password."""
        return None

    def get_user(self, user_id: int) -> Person | None:
        """Return the person of a session, unless they were removed."""
        return Person.objects.filter(pk=user_id, is_active=True).first()
