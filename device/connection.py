"""A terminal's two connections to its hub, and the door through which everything heard comes in.

Control messages and bulk travel apart, so that a vote never queues behind a paper. Whatever does not
carry the hub's signature, or makes no sense, is logged and dropped here; the core never sees it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from device.effects import Say
from device.inputs import ChunkHeard, Heard, Input, LinkChanged
from device.screens import Link as Standing
from firmware_config.keys import verify
from protocol import codec, topics
from protocol.envelope import HUB, Envelope
from protocol.errors import RemoteProtocolError
from protocol.identifiers import DeviceId, RoomId
from transport.link import Address, Link, LinkSettings, LinkState, Phase
from transport.tls import broker_name, client_context

log = logging.getLogger(__name__)

CONTROL_WINDOW = 100  # messages the broker may send before the first is acknowledged
BULK_WINDOW = 1  # chunk on the line to a seat; the broker keeps what follows once for all

_STANDING = {
    Phase.CONNECTING: Standing.CONNECTING,
    Phase.ONLINE: Standing.ONLINE,
    Phase.LOST: Standing.LOST,
    Phase.REFUSED: Standing.REFUSED,
}


class Wiring(Struct, frozen=True):
    """Who connects, and with which papers: `identity` holds the terminal's keys and certificates."""

    room: RoomId
    device: DeviceId
    identity: Path
    hub_key: bytes  # Ed25519, raw: the key every message of the hub must be signed with
    carries_papers: bool


class Connection:
    """Both links of one terminal. `feed` gets inputs; `hub_time` stamps outgoing messages."""

    def __init__(
        self,
        wiring: Wiring,
        candidates: Callable[[], Sequence[Address]],
        jitter: Callable[[], float],
        hub_time: Callable[[], int],
        feed: Callable[[Input], None],
    ) -> None:
        self._wiring = wiring
        self._feed = feed
        self._hub_time = hub_time
        self._was_online = False
        identity = wiring.identity

        def settings(
            patterns: tuple[str, ...], name: str, certificate: str, window: int
        ) -> LinkSettings:
            tls = client_context(
                identity / "ca.pem", identity / certificate, identity / "device.key"
            )
            heard = tuple((pattern, 1) for pattern in patterns)
            return LinkSettings(name, tls, broker_name(wiring.room), heard, receive_maximum=window)

        heard = topics.heard_by_device(wiring.room, wiring.device)
        control = settings(heard, wiring.device, "device.pem", CONTROL_WINDOW)
        self._control = Link(control, candidates, self._hear, self._stand, jitter)
        heard = topics.bulk_heard_by_device(wiring.room, wiring.device)
        bulk = settings(heard, topics.bulk_user(wiring.device), "device.bulk.pem", BULK_WINDOW)
        self._bulk = Link(bulk, candidates, self._hear_chunk, lambda _state: None, jitter)

    async def run(self) -> None:
        """Stay connected until cancelled."""
        links = [self._control.run()]
        if self._wiring.carries_papers:
            links.append(self._bulk.run())
        async with asyncio.TaskGroup() as group:
            for link in links:
                group.create_task(link)

    def say(self, effect: Say) -> None:
        """Publish if online; otherwise whoever needs an answer says it again."""
        envelope = Envelope(
            id=effect.message_id,
            sender=self._wiring.device,
            to="",
            meeting=effect.meeting,
            seq=effect.seq,
            at=self._hub_time(),
            message=effect.message,
        )
        topic = topics.from_device(self._wiring.room, self._wiring.device, effect.said)
        self._control.publish(topic, codec.encode(envelope, sign=None))

    def _stand(self, state: LinkState) -> None:
        standing = _STANDING[state.phase]
        if standing is Standing.CONNECTING and self._was_online:
            standing = Standing.LOST
        self._was_online |= state.phase is Phase.ONLINE
        if state.reason:
            log.info("link to %s:%s %s: %s", *state.address, state.phase, state.reason)
        self._feed(LinkChanged(standing))

    def _hear(self, topic: str, payload: bytes) -> None:
        try:
            envelope = codec.decode(payload, self._by_hub)
            if envelope.sender != HUB:
                raise RemoteProtocolError("sender-mismatch", envelope.sender)
        except RemoteProtocolError as error:
            log.warning("dropped a message on %s: %s", topic[:120], error)
            return
        self._feed(Heard(envelope))

    def _by_hub(self, content: bytes, signature: bytes) -> bool:
        return verify(self._wiring.hub_key, content, signature)

    def _hear_chunk(self, topic: str, payload: bytes) -> None:
        place = topics.parse_bulk(self._wiring.room, topic)
        if place is not None:
            self._feed(ChunkHeard(place.document, place.index, payload))
