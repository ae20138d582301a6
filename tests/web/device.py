"""A device that makes and uses passkeys, in a few lines: what a telephone does for its owner."""

import json
import secrets
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url, encode_cbor

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


class Device:
    """Holds one passkey."""

    def __init__(self, origin="http://testserver", house="testserver", count=1, verified=True):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.origin, self.house, self.count = origin, house, count
        self.flags = PRESENT | (VERIFIED if verified else 0)

    def _client(self, kind, challenge):
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _head(self, flags):
        return sha256(self.house.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def make(self, options):
        """What a device answers when it is asked to make a passkey."""
        numbers = self.key.public_key().public_numbers()
        public = encode_cbor(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        )
        credential = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        made = {"fmt": "none", "attStmt": {}, "authData": self._head(self.flags | ATTESTED) + credential}
        client = self._client("webauthn.create", options["challenge"])
        return self._told({"clientDataJSON": client, "attestationObject": encode_cbor(made)})

    def use(self, options):
        """What a device answers when it is asked to open a door."""
        self.count += 1
        client, head = self._client("webauthn.get", options["challenge"]), self._head(self.flags)
        signature = self.key.sign(head + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._told({"clientDataJSON": client, "authenticatorData": head, "signature": signature})

    def _told(self, response):
        name = bytes_to_base64url(self.id)
        parts = {key: bytes_to_base64url(value) for key, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})
