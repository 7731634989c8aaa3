"""The hub's two links to its broker: what is heard goes to a handler, what is to be said goes out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from hub.distribution.telling import Outgoing
from protocol import topics
from protocol.identifiers import DeviceId, RoomId
from transport.link import Address, Link, LinkSettings, LinkState, Phase
from transport.tls import broker_name, client_context

log = logging.getLogger(__name__)

HUB_USER = DeviceId("hub")


class GatewayPlan(Struct, frozen=True):
    """Which broker, and the identity folder with ca.pem, hub.pem, hub.key and hub.bulk.pem."""

    room: RoomId
    identity: Path
    broker: Address


class Gateway:
    """Control and bulk. `on_online` is called whenever the broker is (back) there and knows nothing."""

    def __init__(
        self,
        plan: GatewayPlan,
        jitter: Callable[[], float],
        on_message: Callable[[str, bytes], None],
        on_online: Callable[[], None],
    ) -> None:
        self._on_online = on_online
        identity = plan.identity

        def link(name: str, heard: tuple[str, ...], on_state: Callable[[LinkState], None]) -> Link:
            tls = client_context(
                identity / "ca.pem", identity / f"{name}.pem", identity / "hub.key"
            )
            patterns = tuple((pattern, 1) for pattern in heard)
            settings = LinkSettings(name, tls, broker_name(plan.room), patterns)
            return Link(settings, lambda: (plan.broker,), on_message, on_state, jitter)

        self._control = link(HUB_USER, topics.heard_by_hub(plan.room), self._stand)
        self.bulk = link(topics.bulk_user(HUB_USER), (), _ignore)

    async def run(self) -> None:
        """Stay connected until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._control.run())
            group.create_task(self.bulk.run())

    def publish(self, said: Iterable[Outgoing]) -> None:
        """Say things. What the link does not take is said again when it is asked for again."""
        for outgoing in said:
            taken = self._control.publish(
                outgoing.topic, outgoing.payload, 1, retain=outgoing.retain
            )
            if not taken:
                log.debug("not said, offline: %s", outgoing.topic)

    def _stand(self, state: LinkState) -> None:
        if state.phase is Phase.ONLINE:
            self._on_online()
        elif state.reason:
            log.warning("link to the broker %s: %s", state.phase, state.reason)


def _ignore(_state: LinkState) -> None:
    pass
