"""One MQTT connection from CONNECT to its end. A lost one is thrown away, never revived.

Nothing is resent below: what the broker had not acknowledged is forgotten with the session, because the
outboxes above know what matters and an acknowledgement never meant that the hub stored anything.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from protocol.errors import LocalProtocolError
from transport import packets
from transport.mqtt import LinkSettings, MqttClient, puback_reason
from transport.tls import refusal
from transport.wire import Wire

log = logging.getLogger(__name__)

OnMessage = Callable[[str, bytes], None]

CONNECT_LIMIT = 15.0  # seconds for TCP, TLS and MQTT; 500 handshakes at once on a busy hub took 8
CLOSE_LIMIT = 1.0  # seconds a silent peer may hold a connection we closed
UPKEEP_INTERVAL = 1.0  # seconds between looks at keep-alive
HEADER = 64  # bytes of a PUBLISH beside topic and payload, generously


class RefusedError(Exception):
    """The other side, or a certificate, is not accepted. `code` is stable and kebab-case."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Session:
    """One connection: `open`, then `publish` until `ended` is done, then `close`."""

    def __init__(self, settings: LinkSettings, on_message: OnMessage) -> None:
        self._settings = settings
        self._on_message = on_message
        self._loop = asyncio.get_running_loop()
        self._admission: asyncio.Future[None] = self._loop.create_future()
        self.ended: asyncio.Future[str] = self._loop.create_future()
        self._wire = Wire(self._read, self._lost)
        self._client = MqttClient(settings, self._wire, self)
        self._last_id = 0
        self._unacknowledged: set[int] = set()
        self._flushing = False  # whether this turn of the loop ends with a write
        self._held = False  # whether messages wait for `open` to return
        self._upkeep: asyncio.TimerHandle | None = None

    async def open(self, host: str, port: int) -> None:
        """Connect, be admitted and subscribe; nothing is left open if that fails.

        No message is handed on before the caller has had its turn after this returns.

        Raises `RefusedError`, or `OSError` (`TimeoutError` included) when nobody answers.
        """
        try:
            async with asyncio.timeout(CONNECT_LIMIT):
                await self._connect(host, port)
                self._client.greet(host, port)
                await self._admission
        except BaseException as error:
            self.abort()
            code = refusal(error)
            if code:
                raise RefusedError(code) from error
            raise
        self._keep_up()
        self._held = False
        self._loop.call_soon(self._read)

    def publish(self, topic: str, payload: bytes, qos: int, *, retain: bool) -> bool:
        """Queue a message; False if the session has ended or its buffers are full.

        A message the broker would cut the connection for is a `LocalProtocolError`.
        """
        if len(topic) + len(payload) + HEADER > self._settings.largest_packet:
            raise LocalProtocolError("message-too-large", f"{topic}: {len(payload)} bytes")
        full = len(self._unacknowledged) >= self._settings.most_unacknowledged
        if self.ended.done() or self.unsent() > self._settings.most_unsent or (qos and full):
            return False
        packet_id = self._next_id() if qos else 0
        self._say(packets.write_publish(topic, payload, packet_id, retain=retain))
        return True

    def unsent(self) -> int:
        """Bytes queued here and not yet taken by the network."""
        return self._wire.unsent

    def close(self) -> None:
        """Say goodbye, send what is queued, and close; safe at any time."""
        self._stop_upkeep()
        self._client.disconnect()
        self._write()
        self._wire.close()
        self.dismissed("closed")

    def abort(self) -> None:
        """Drop the connection without a word; safe at any time."""
        self._stop_upkeep()
        self._wire.abort()
        self.dismissed("closed")

    async def _connect(self, host: str, port: int) -> None:
        await self._loop.create_connection(
            lambda: self._wire,
            host,
            port,
            ssl=self._settings.tls,
            server_hostname=self._settings.server_name,
            ssl_handshake_timeout=CONNECT_LIMIT,
            ssl_shutdown_timeout=CLOSE_LIMIT,
        )

    # what the client says

    def admitted(self, reason: str) -> None:
        """CONNACK came."""
        if reason:
            self._not_admitted(RefusedError(reason))
        else:
            self._client.listen()

    def listening(self, reason: str) -> None:
        """SUBACK came: from now on nothing is missed."""
        if reason:
            self._not_admitted(RefusedError(reason))
        elif not self._admission.done():
            self._held = True
            self._admission.set_result(None)

    def dismissed(self, reason: str) -> None:
        """The connection is over; the first reason counts."""
        self._not_admitted(ConnectionResetError(reason))
        if not self.ended.done():
            self.ended.set_result(reason)

    def has_output(self) -> None:
        """Write once for everything published in this turn of the loop."""
        if not self._flushing:
            self._flushing = True
            self._loop.call_soon(self._write)

    # what the loop says

    def _read(self) -> None:
        try:
            while not self._held and not self.ended.done():
                packet = self._wire.packet()
                if packet is None:
                    self._expect_more()
                    break
                self._take(packet)
        except Exception:  # paho lets some malformed packets through as errors of its own
            log.exception("%s: malformed packet", self._settings.client_id)
            self._wire.abort()
            self.dismissed("malformed-packet")

    def _expect_more(self) -> None:
        """A packet larger than the broker was told would be gathered without bound."""
        if self._wire.waiting > self._settings.largest_packet:
            raise packets.MalformedPacketError("too large")

    def _take(self, packet: bytes) -> None:
        kind = packets.kind(packet)
        if kind == packets.PUBLISH:
            self._wire.skip(packet)
            self._receive(packets.read_publish(packet))
        elif kind == packets.PUBACK:
            self._wire.skip(packet)
            self._acknowledged(*packets.read_puback(packet))
        else:
            self._client.loop_read()

    def _receive(self, message: packets.Publish) -> None:
        """Hand a message on. A bug in its handling is logged; the link must outlive it."""
        try:
            self._on_message(message.topic, message.payload)
        except Exception:
            name = self._settings.client_id
            log.exception("%s: message on %s was not handled", name, message.topic)
        if message.packet and not self.ended.done():
            self._say(packets.write_puback(message.packet))

    def _acknowledged(self, packet_id: int, reason: int) -> None:
        """A refused message is a wrong right or a wrong topic: a mistake worth a warning."""
        self._unacknowledged.discard(packet_id)
        if reason >= packets.FAILED:
            why = puback_reason(reason)
            log.warning("%s: broker refused a message: %s", self._settings.client_id, why)

    def _next_id(self) -> int:
        """A packet id that is free: there are more of them than may be unacknowledged."""
        while True:
            self._last_id = self._last_id % packets.LAST_ID + 1
            if self._last_id not in self._unacknowledged:
                self._unacknowledged.add(self._last_id)
                return self._last_id

    def _say(self, packet: bytes) -> None:
        self._wire.send(packet)
        self.has_output()

    def _write(self) -> None:
        self._flushing = False
        self._client.loop_write()
        self._wire.flush()

    def _keep_up(self) -> None:
        self._client.loop_misc()
        if not self.ended.done():
            self._upkeep = self._loop.call_later(UPKEEP_INTERVAL, self._keep_up)

    def _stop_upkeep(self) -> None:
        if self._upkeep is not None:
            self._upkeep.cancel()

    def _lost(self, error: BaseException | None) -> None:
        code = refusal(error)
        if code:
            self._not_admitted(RefusedError(code))
        self.dismissed(code or "connection-lost")

    def _not_admitted(self, error: Exception) -> None:
        if not self._admission.done():
            self._admission.set_exception(error)
            self._admission.exception()  # seen: `open` may have given up waiting
