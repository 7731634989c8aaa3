"""One terminal put together: core, connections, disk and runner, from its settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from device.clock import Clock
from device.connection import Connection, Wiring
from device.document_cache import DocumentCache
from device.identity import Chance, Identity
from device.inputs import Input
from device.keyring import Keyring
from device.librarian import PaperDesk
from device.outbox import Outbox
from device.runner import Outside, Runner
from device.screens import Choice, Lamp, Screen
from device.terminal import WITH_PAPERS, Terminal
from firmware_config.certificates import CertificateFacts, Role, read_certificate, read_issued
from firmware_config.errors import CertificateError
from firmware_config.keys import Signer
from firmware_config.schema import TerminalConfig
from transport.link import Address

MIB = 1024 * 1024


class Face(Struct, frozen=True):
    """What a terminal shows itself with; a terminal without a screen has none of it."""

    desk: PaperDesk | None = None
    show: Callable[[Screen], None] | None = None
    light: Callable[[Lamp, Choice | None], None] | None = None


class Station:
    """A terminal ready to run on the current loop.

    Raises `CertificateError` or `KeyFileError` if its identity cannot be used, `OSError` if its folders
    cannot, before anything is connected.
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
        self._check_own()
        cache = DocumentCache(config.data / "papers", config.cache_mib * MIB)
        keyring = Keyring(config.device, cache)
        identity = Identity(
            config.device, config.role, keyring.public_key(), may_export=config.export is not None
        )
        chance = Chance(clock.new_id, signer.sign, lambda limit: int(clock.jitter(0, limit)))
        self.terminal = Terminal(identity, chance)
        wiring = Wiring(
            room=config.room,
            device=config.device,
            identity=config.identity,
            hub_key=hub_key,
            carries_papers=config.role in WITH_PAPERS,
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
            export=config.export,
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
        facts = self._issued("hub.pem")
        if (facts.role, facts.room) != (Role.HUB, self.config.room):
            raise CertificateError("foreign-certificate", str(self.config.identity / "hub.pem"))
        return facts.public_key

    def _check_own(self) -> None:
        """The terminal's certificate must say what its settings say: the broker goes by the former."""
        facts, config = self._issued("device.pem"), self.config
        meant = (config.room, config.device, Role(config.role))
        if (facts.room, facts.device, facts.role) != meant:
            holder = f"{facts.room} {facts.device} {facts.role}"
            raise CertificateError(
                "foreign-certificate", f"{config.identity / 'device.pem'}: {holder}"
            )

    def _issued(self, name: str) -> CertificateFacts:
        identity = self.config.identity
        ca_pem = read_certificate(identity / "ca.pem")
        return read_issued(identity / name, ca_pem, self._clock.today())[1]
