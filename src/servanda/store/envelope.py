"""DSSE, the Dead Simple Signing Envelope, version 1.0.2: a payload, its type, and who signed both.

What is signed is `PAE(type, payload)`, so that a signature of one type of payload can never be
passed off as one of another. https://github.com/secure-systems-lab/dsse
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

from servanda.store.canonical import Json, NotCanonicalError, canonical, read_canonical
from servanda.store.key import PublicKey, SigningKey


@dataclass(frozen=True, slots=True)
class Envelope:
    """One payload with one signature."""

    type: str
    payload: bytes
    key: str  # the id of the key
    signature: bytes

    def is_signed_by(self, key: PublicKey) -> bool:
        return key.id == self.key and key.has_signed(
            self.signature, _before_authentication(self.type, self.payload)
        )


def signed(type: str, payload: bytes, key: SigningKey) -> Envelope:
    signature = key.sign(_before_authentication(type, payload))
    return Envelope(type, payload, key.public.id, signature)


def written_envelope(envelope: Envelope) -> Mapping[str, Json]:
    """The envelope as the JSON that DSSE prescribes."""
    return {
        "payload": base64.b64encode(envelope.payload).decode(),
        "payloadType": envelope.type,
        "signatures": [
            {"keyid": envelope.key, "sig": base64.b64encode(envelope.signature).decode()}
        ],
    }


def read_envelope(value: Json) -> Envelope:
    """The envelope in a piece of JSON, with exactly one signature; else `NotCanonicalError`."""
    match value:
        case {
            "payload": str(payload),
            "payloadType": str(type),
            "signatures": [{"keyid": str(key), "sig": str(signature), **none_else}],
            **nothing_else,
        } if not none_else and not nothing_else:
            return Envelope(type, _bytes_of(payload), key, _bytes_of(signature))
    raise NotCanonicalError("not an envelope with one signature")


def envelope_bytes(envelope: Envelope) -> bytes:
    return canonical(written_envelope(envelope))


def envelope_of(data: bytes) -> Envelope:
    """The envelope in canonical bytes; else `NotCanonicalError`."""
    return read_envelope(read_canonical(data))


def _before_authentication(type: str, payload: bytes) -> bytes:
    """PAE of the DSSE protocol."""
    return b"DSSEv1 %d %s %d %s" % (len(type.encode()), type.encode(), len(payload), payload)


def _bytes_of(text: str) -> bytes:
    """Of base64 in its one writing: what decodes alike and is written otherwise is refused."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise NotCanonicalError(f"not base64: {problem}") from problem
    if base64.b64encode(data).decode() != text:
        raise NotCanonicalError("not the base64 of what it decodes to")
    return data
