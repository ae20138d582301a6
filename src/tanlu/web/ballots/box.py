"""The sealed box: choices, group and receipt under a key, always equally long for a round."""

import hmac
import json
import os
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tanlu.errors import OurFault

Choice = int | None
CHOICES: Final[tuple[Choice, ...]] = (1, 0, -1, None)
"""Agree, pass, disagree, not answered."""
_NONCE: Final = 12
_HEAD: Final = 320


@dataclass(frozen=True, slots=True)
class Content:
    """What a box holds.

    Parameters
    ----------
    group : str
        The declared group of the voter, at most 60 letters.
    receipt : str
        A random code that only the voter sees.
    choices : tuple
        One of :data:`CHOICES` for each statement.
    """

    group: str
    receipt: str
    choices: tuple[Choice, ...]


def handle_of(key: bytes, person: str) -> str:
    """Return the handle of a person's box: nobody makes it, or undoes it, without the key."""
    return hmac.new(key, f"handle {person}".encode(), sha256).hexdigest()


def seal(key: bytes, handle: str, content: Content) -> bytes:
    """Return a box; the same content gives other bytes each time, of the same length.

    Raises
    ------
    ValueError
        If the head is too long, or a choice is none.
    """
    head = json.dumps([content.group, content.receipt], ensure_ascii=False).encode()
    if len(head) > _HEAD or any(each not in CHOICES for each in content.choices):
        message = "the box cannot hold this"
        raise ValueError(message)
    body = bytes(3 if each is None else each + 1 for each in content.choices)
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_sealing(key)).encrypt(nonce, head.ljust(_HEAD) + body, handle.encode())


def unseal(key: bytes, handle: str, box: bytes) -> Content:
    """Return what a box holds.

    Raises
    ------
    OurFault
        If it was changed, or is under another handle or key.
    """
    try:
        plain = AESGCM(_sealing(key)).decrypt(box[:_NONCE], box[_NONCE:], handle.encode())
    except InvalidTag as error:
        raise OurFault(
            ("A sealed ballot was changed, or belongs elsewhere.", "有一张密封选票被改动，或不属于此处。"),
            (
                "Stop the round and put a sound copy of the database back.",
                "请停止本轮投票，并恢复完好的数据库副本。",
            ),
        ) from error
    group, receipt = json.loads(plain[:_HEAD].decode().rstrip())
    return Content(group, receipt, tuple(None if each == 3 else each - 1 for each in plain[_HEAD:]))


def _sealing(key: bytes) -> bytes:
    return hmac.new(key, b"seal", sha256).digest()
