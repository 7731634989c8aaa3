"""The one MQTT link of a program: tries every known address of its hub and comes back when it is lost.

The link promises only to try. Whatever must arrive is published again by the caller after each `ONLINE`,
until the other side has said in a message of its own that it has it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from transport.mqtt import LinkSettings
from transport.session import OnMessage, RefusedError, Session

__all__ = ["Address", "Link", "LinkSettings", "LinkState", "Phase"]

Address = tuple[str, int]

FIRST_PAUSE = 0.2  # seconds
LONGEST_PAUSE = 2.0  # seconds; a room is back within two seconds of its hub
STEADY = 5.0  # seconds after which a link counts as having worked


class Phase(StrEnum):
    """Where a link stands."""

    CONNECTING = "connecting"
    ONLINE = "online"
    LOST = "lost"
    REFUSED = "refused"


class LinkState(Struct, frozen=True):
    """A change of the link, about one address; `reason` is a code when it was lost or refused."""

    phase: Phase
    address: Address
    reason: str = ""


class Link:
    """A link that stays up.

    `candidates` is asked before each round for addresses, best first: what discovery found, then the
    fixed one. `on_message(topic, payload)` and `on_state(state)` run in the loop and must return soon.
    `jitter()` draws from (0, 1] and spreads the reconnections of a whole room.
    """

    def __init__(
        self,
        settings: LinkSettings,
        candidates: Callable[[], Sequence[Address]],
        on_message: OnMessage,
        on_state: Callable[[LinkState], None],
        jitter: Callable[[], float],
    ) -> None:
        self._settings = settings
        self._candidates = candidates
        self._on_message = on_message
        self._on_state = on_state
        self._jitter = jitter
        self._session: Session | None = None

    async def run(self) -> None:
        """Connect and reconnect until cancelled."""
        waits = pauses(self._jitter)
        while True:
            if await self._round():
                waits = pauses(self._jitter)
            await asyncio.sleep(next(waits))

    def publish(self, topic: str, payload: bytes, qos: int = 1, *, retain: bool = False) -> bool:
        """Queue a message and return at once; False when offline or the buffers are full."""
        return self._session is not None and self._session.publish(
            topic, payload, qos, retain=retain
        )

    def unsent(self) -> int:
        """Bytes queued here and not yet taken by the network, for pacing."""
        return self._session.unsent() if self._session else 0

    async def _round(self) -> bool:
        """Try address after address until one serves; whether it served steadily."""
        for address in self._candidates():
            served = await self._serve(address)
            if served is not None:
                return served > STEADY
        return False

    async def _serve(self, address: Address) -> float | None:
        """Stay with one address while it lasts; for how many seconds, None if it never admitted us."""
        self._on_state(LinkState(Phase.CONNECTING, address))
        session = Session(self._settings, self._on_message)
        try:
            await session.open(*address)
        except RefusedError as error:
            self._on_state(LinkState(Phase.REFUSED, address, error.code))
            return None
        except (OSError, UnicodeError):  # the latter: a host name that cannot be one
            self._on_state(LinkState(Phase.LOST, address, "unreachable"))
            return None
        return await self._online(address, session)

    async def _online(self, address: Address, session: Session) -> float:
        loop = asyncio.get_running_loop()
        since = loop.time()
        self._session = session
        try:
            self._on_state(LinkState(Phase.ONLINE, address))
            reason = await session.ended
        finally:
            self._session = None
            session.close()
        self._on_state(LinkState(Phase.LOST, address, reason))
        return loop.time() - since


def pauses(jitter: Callable[[], float]) -> Iterator[float]:
    """Seconds between rounds: doubling from `FIRST_PAUSE` to `LONGEST_PAUSE`, each times the jitter."""
    pause = FIRST_PAUSE
    while True:
        yield pause * jitter()
        pause = min(LONGEST_PAUSE, pause * 2)
