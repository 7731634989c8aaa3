"""PINs (mã cá nhân) as they are kept: salted and stretched, beside the roster and never anywhere else.

Four to six digits are soon guessed by whoever has the file, however they are kept; stretching makes that
a matter of minutes for each person instead of microseconds. At the seat the lock after three wrong ones
protects them. A check takes some 15 ms of one core of a room hub.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from hub.domain.errors import DomainError
from protocol.hiding import hiding

FORMAT = "phienhop-pins/1"
PIN = re.compile(r"[0-9]{4,6}", re.ASCII)
MAX_PINS_BYTES = 2**20  # a thousand persons at 250 bytes, four times over
SALT_BYTES = 16
_COST, _BLOCK, _LANES = 4096, 8, 1  # scrypt's n, r, p: 4 MB and some 15 ms a check
_HEX = re.compile(r"[0-9a-f]{32,64}", re.ASCII)


class KeptPin(Struct, frozen=True):
    """What is kept of one PIN; neither shows in a log."""

    salt: bytes
    digest: bytes

    __repr__ = hiding("salt", "digest")


class Pins(Struct, frozen=True):
    """The PINs of a meeting's persons."""

    kept: Mapping[str, KeptPin]

    __repr__ = hiding("kept")

    @classmethod
    def parse(cls, data: bytes) -> Pins:
        """Read what `dump` wrote; otherwise refuse `pins-malformed`."""
        if len(data) > MAX_PINS_BYTES:
            raise DomainError("pins-malformed", reason="too large")
        try:
            found = json.loads(data)
            if found["format"] != FORMAT:
                raise ValueError("unknown format")
            return cls({person: _kept(*pair) for person, pair in found["pins"].items()})
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise DomainError("pins-malformed", reason=type(error).__name__) from error

    def check(self, person: str, pin: str) -> bool:
        """Whether `pin` is that of `person`; what cannot be a PIN is not worked out."""
        kept = self.kept.get(person)
        if kept is None or not PIN.fullmatch(pin):
            return False
        return hmac.compare_digest(kept.digest, _stretched(pin, kept.salt))

    def dump(self) -> bytes:
        """The file's bytes: `{"format","pins":{person:[salt,digest]}}`, hex."""
        pins = {person: [kept.salt.hex(), kept.digest.hex()] for person, kept in self.kept.items()}
        return json.dumps({"format": FORMAT, "pins": pins}, sort_keys=True).encode()


def keep(pins: Mapping[str, str], new_salt: Callable[[], bytes]) -> Pins:
    """What to keep of `pins` (person to digits); `new_salt` gives fresh random bytes each time."""
    salts = {person: new_salt()[:SALT_BYTES] for person in pins}
    return Pins(
        {who: KeptPin(salts[who], _stretched(pin, salts[who])) for who, pin in pins.items()}
    )


def _stretched(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode("ascii"), salt=salt, n=_COST, r=_BLOCK, p=_LANES, dklen=32)


def _kept(salt: str, digest: str) -> KeptPin:
    if not _HEX.fullmatch(salt) or not _HEX.fullmatch(digest):
        raise ValueError("hex expected")
    return KeptPin(bytes.fromhex(salt), bytes.fromhex(digest))
