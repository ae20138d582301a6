"""Passkeys: a key on a person's own device that opens the door again. Challenges are used once and live five minutes."""

import time
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest

from tanlu.errors import BadDialogue, HeldBack
from tanlu.text import Lang
from tanlu.web.audit.operations import record
from tanlu.web.people.models import Passkey, Person
from tanlu.web.people.operations import come_in

SECONDS: Final = 300
MOST: Final = 10
"""Passkeys of one person."""
_NAME: Final = "Tanlu 探路"


def ask_to_keep(request: HttpRequest, person: Person, lang: Lang) -> str:
    """Return what a browser needs to make a passkey on this device, as JSON."""
    import webauthn  # noqa: PLC0415 - only who uses passkeys carries it
    from webauthn.helpers import structs  # noqa: PLC0415

    options = webauthn.generate_registration_options(
        rp_id=_house(request),
        rp_name=_NAME,
        user_id=person.handle.encode(),
        user_name=person.name(lang),
        user_display_name=person.name(lang),
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=webauthn.base64url_to_bytes(each.credential))
            for each in person.passkeys.all()
        ],
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
    )
    _challenge(request, "keep", options.challenge)
    return webauthn.options_to_json(options)


def keep(request: HttpRequest, person: Person, answer: dict[str, Any], name: str) -> Passkey:
    """Keep the passkey that a device made.

    Raises
    ------
    HeldBack
        If it does not answer the question that was asked of this session, or not for this site.
    BadDialogue
        If the person has too many.
    """
    import webauthn  # noqa: PLC0415 - as above
    from webauthn.helpers import bytes_to_base64url  # noqa: PLC0415
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415

    asked = _asked(request, "keep")
    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=asked,
            expected_rp_id=_house(request),
            expected_origin=_origin(request),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _refused() from error
    with transaction.atomic():
        held = Person.objects.select_for_update().get(pk=person.pk, is_active=True).passkeys
        credential = bytes_to_base64url(found.credential_id)
        if len(credential) > 1400 or Passkey.objects.filter(credential=credential).exists():
            raise _refused()
        if held.count() >= MOST:
            raise BadDialogue(
                (f"You have {MOST} passkeys already.", f"您已有{MOST}个通行密钥。"),
                ("Remove one that you no longer use.", "请先移除不再使用的通行密钥。"),
            )
        made = held.create(
            credential=credential,
            public_key=found.credential_public_key,
            count=found.sign_count,
            name=name[:60] or "·",
        )
        record(person, "passkey.keep", person.handle)
    return made


def ask_to_open(request: HttpRequest) -> str:
    """Return what a browser needs to ask a device for a passkey of this site, whosever it is, as JSON."""
    import webauthn  # noqa: PLC0415 - as above
    from webauthn.helpers import structs  # noqa: PLC0415

    options = webauthn.generate_authentication_options(
        rp_id=_house(request), user_verification=structs.UserVerificationRequirement.REQUIRED
    )
    _challenge(request, "open", options.challenge)
    return webauthn.options_to_json(options)


def open_with(request: HttpRequest, answer: dict[str, Any]) -> Person:
    """Let in whoever holds the device of a passkey.

    Raises
    ------
    HeldBack
        If it is not known, was taken back, does not answer what was asked, or counts backwards, as a copy would.
    """
    import webauthn  # noqa: PLC0415 - as above
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415

    asked = _asked(request, "open")
    with transaction.atomic():
        held = (
            Passkey.objects.select_for_update(of=("self",))
            .select_related("person")
            .filter(credential=str(answer.get("id", ""))[:1400], person__is_active=True)
            .first()
        )
        if held is None:
            raise _refused()
        try:
            found = webauthn.verify_authentication_response(
                credential=answer,
                expected_challenge=asked,
                expected_rp_id=_house(request),
                expected_origin=_origin(request),
                credential_public_key=bytes(held.public_key),
                credential_current_sign_count=held.count,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError, AttributeError) as error:
            raise _refused() from error
        Passkey.objects.filter(pk=held.pk).update(count=found.new_sign_count)
        come_in(request, held.person)
        request.session.save()
    return held.person


def take_back(passkey: Passkey, *, by: Person) -> None:
    """Let a passkey open nothing any more."""
    with transaction.atomic():
        passkey.delete()
        record(by, "passkey.remove", by.handle)


def _house(request: HttpRequest) -> str:
    """Return the name under which devices keep passkeys: that of the site, without its port."""
    return request.get_host().rpartition(":")[0] or request.get_host()


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _challenge(request: HttpRequest, what: str, challenge: bytes) -> None:
    request.session["passkey"] = [what, challenge.hex(), int(time.time())]


def _asked(request: HttpRequest, what: str) -> bytes:
    """Return the challenge of this session, which is then used up.

    Raises
    ------
    HeldBack
        If there is none, it is older than five minutes, or was for something else.
    """
    held = request.session.pop("passkey", None)
    request.session.save()
    if not held or held[0] != what or not 0 <= time.time() - held[2] <= SECONDS:
        raise _refused()
    return bytes.fromhex(held[1])


def _refused() -> HeldBack:
    return HeldBack(
        ("This passkey does not open anything here.", "该通行密钥在此无法使用。"),
        (
            "Try once more, or ask the convenors for a new invitation.",
            "请重试一次，或向召集人索取新的邀请。",
        ),
    )
