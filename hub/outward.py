"""How a room's bundle reaches the central server, as configured."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from firmware_config.certificates import issued_by
from firmware_config.keys import verify
from firmware_config.schema import HubConfig
from hub import system
from hub.aftermath import Deliver
from hub.centre.courier import Pace, deliver
from hub.centre.delivery import Backoff, Confirmed, Delivery
from hub.centre.receipt import SignedReceipt, parse_receipt
from hub.store.meetings import MeetingFolder

END = "-----END CERTIFICATE-----"

log = logging.getLogger(__name__)


def delivery_to(config: HubConfig) -> Deliver | None:
    """A function that delivers a meeting's bundle, or None if no central server is configured."""
    url, ca = config.centre.url, config.centre.ca
    if url is None or ca is None:
        return None
    # Only here: it brings an HTTP client along, which slows the start of a hub that needs none.
    from hub.centre.client import Centre, send

    pinned, key = _pinned(ca)
    centre = Centre(url, pinned, lambda message, signature: verify(key, message, signature))

    async def carry(folder: MeetingFolder) -> tuple[str, SignedReceipt] | None:
        end = await deliver(lambda: send(folder.bundle, centre, _unheard), _pace(), _report)
        if not isinstance(end, Confirmed):
            return None
        return parse_receipt(end.signed.receipt).centre, end.signed

    return carry


def _pinned(ca: Path) -> tuple[str, bytes]:
    """What was pinned when the room joined: the authority, who signs receipts, who serves HTTPS.

    All of it, and the certificate of who signs.
    """
    pinned = ca.read_text(encoding="ascii")
    authority, signing, *_ = (END.join((part, "")) for part in pinned.split(END))
    issued_by(signing.encode(), authority.encode(), system.today())
    return pinned, signing.strip().encode()


def _pace() -> Pace:
    return Pace(
        backoff=Backoff(first_ms=2_000, ceiling_ms=300_000),
        now=system.now_ms,
        jitter=lambda: int(system.jitter() * 1000),
        wait=lambda milliseconds: asyncio.sleep(milliseconds / 1000),
    )


def _report(state: Delivery) -> None:
    log.info("delivery to the central server: %s", state)


def _unheard(_sent: int, _total: int) -> None:
    pass
