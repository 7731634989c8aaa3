"""One terminal put together: core, connections, disk and runner, from its settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from device.clock import Clock
from device.connection import Connection, Wiring
from device.document_cache import DocumentCache
from device.inputs import Input
from device.keyring import Keyring
from device.outbox import Outbox
from device.runner import Outside, PaperDesk, Runner
from device.screens import Choice, Lamp, Screen
from device.terminal import Chance, Identity, Terminal
from firmware_config.certificates import Role, issued_by
from firmware_config.errors import CertificateError
from firmware_config.keys import Signer
from firmware_config.schema import TerminalConfig
from transport.link import Address

MIB = 1024 * 1024


@dataclass(frozen=True)
class Face:
    """What a terminal shows itself with; a terminal without a screen has none of it."""

    desk: PaperDesk | None = None
    show: Callable[[Screen], None] | None = None
    light: Callable[[Lamp, Choice | None], None] | None = None


class Station:
    """A terminal ready to run on the current loop.

    Raises `CertificateError`, `KeyFileError` or `OSError` if its identity cannot be used, before
    anything is connected.
    """

    def __init__(
        self,
        config: TerminalConfig,
        clock: Clock,
        candidates: Callable[[], Sequence[Address]],
        face: Face,
    ) -> None:
        self.config = config
        self._clock = clock
        signer = Signer.load(config.identity / "device.key", config.identity / "device.pem")
        hub_key = self._trusted_hub()
        cache = DocumentCache(config.data / "papers", config.cache_mib * MIB)
        keyring = Keyring(config.device, cache)
        identity = Identity(config.device, config.role, keyring.public_key())
        chance = Chance(clock.new_id, signer.sign, lambda limit: int(clock.jitter(0, limit)))
        self.terminal = Terminal(identity, chance)
        wiring = Wiring(
            room=config.room,
            device=config.device,
            identity=config.identity,
            hub_key=hub_key,
            carries_papers=config.role == "seat",
        )
        self._connection = Connection(
            wiring, candidates, lambda: 1.0 - clock.jitter(0, 0.9), clock.now_ms, self._feed
        )
        outside = Outside(
            clock=clock,
            outbox=Outbox(config.data / "outbox"),
            cache=cache,
            keyring=keyring,
            say=self._connection.say,
            desk=face.desk,
            show=face.show,
            light=face.light,
        )
        self.runner = Runner(self.terminal, outside)

    async def run(self) -> None:
        """Run until cancelled."""
        self.runner.start()
        try:
            await self._connection.run()
        finally:
            await self.runner.stop()

    def _feed(self, entry: Input) -> None:
        self.runner.feed(entry)

    def _trusted_hub(self) -> bytes:
        """The hub's signing key, from a certificate of this room's authority and no other."""
        identity = self.config.identity
        moment = self._clock.today()
        ca = (identity / "ca.pem").read_bytes()
        facts = issued_by((identity / "hub.pem").read_bytes(), ca, moment)
        if facts.role is not Role.HUB or facts.room != self.config.room:
            raise CertificateError("foreign-certificate", str(identity / "hub.pem"))
        return facts.public_key
