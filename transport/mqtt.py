"""paho's MQTT 5 client, reduced to what a session needs of it: connecting, subscribing, keeping alive.

Messages themselves pass it by: see `transport.packets`.
"""

from __future__ import annotations

import ssl
from typing import Protocol

from msgspec import Struct
from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from transport.wire import Wire


class LinkSettings(Struct, frozen=True):
    """What one end of the room's network needs to speak MQTT.

    `keepalive` is in seconds: the broker drops a silent peer after 1.5 times that, and the peer finds
    a silent broker after at most twice that.
    """

    client_id: str
    tls: ssl.SSLContext
    server_name: str
    subscriptions: tuple[tuple[str, int], ...]
    keepalive: int = 15
    clean: bool = True
    session_expiry: int = 3600  # seconds an unclean session outlives its connection
    receive_maximum: int = 100  # QoS 1 messages the broker may have under way to us
    largest_packet: int = 320 * 1024  # bytes; a 256 KiB chunk, its topic, properties and envelope
    most_unsent: int = 8 * 1024 * 1024  # bytes queued before `publish` refuses: 32 chunks
    most_unacknowledged: int = 20_000  # messages; forty receipts to each of 500 seats


class Listener(Protocol):
    """What a session wants to hear from paho. A `reason` is empty where nothing went wrong."""

    def admitted(self, reason: str) -> None:
        """The broker answered CONNECT."""

    def listening(self, reason: str) -> None:
        """The broker answered SUBSCRIBE."""

    def dismissed(self, reason: str) -> None:
        """The connection is over."""

    def has_output(self) -> None:
        """Something waits to be written; said once until it has been."""


class MqttClient(Client):
    """paho's client on a connection that stands already, and for that connection alone."""

    def __init__(self, settings: LinkSettings, wire: Wire, listener: Listener) -> None:
        super().__init__(
            CallbackAPIVersion.VERSION2,
            settings.client_id,
            protocol=MQTTProtocolVersion.MQTTv5,
            reconnect_on_failure=False,
        )
        self._settings = settings
        self._wire = wire
        self._listener = listener
        self.on_connect = self._on_admitted
        self.on_subscribe = self._on_listening
        self.on_disconnect = self._on_dismissed
        self.on_socket_register_write = self._on_output

    def greet(self, host: str, port: int) -> None:
        """Send CONNECT; the answer comes as `admitted`."""
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        properties.ReceiveMaximum = self._settings.receive_maximum
        properties.MaximumPacketSize = self._settings.largest_packet
        if not self._settings.clean:
            properties.SessionExpiryInterval = self._settings.session_expiry
        self.connect_async(
            host,
            port,
            self._settings.keepalive,
            clean_start=self._settings.clean,
            properties=properties,
        )
        self.reconnect()

    def listen(self) -> None:
        """Send SUBSCRIBE for everything the settings name; the answer comes as `listening`."""
        wanted = [(name, SubscribeOptions(qos=qos)) for name, qos in self._settings.subscriptions]
        if wanted:
            self.subscribe(wanted)
        else:
            self._listener.listening("")

    def _create_socket(self) -> Wire:
        """The one private method of paho that is replaced: the connection stands already."""
        return self._wire

    def _on_admitted(
        self, _client: Client, _data: object, _flags: ConnectFlags, code: ReasonCode, _more: object
    ) -> None:
        self._listener.admitted(_reason(code))

    def _on_listening(
        self, _client: Client, _data: object, _mid: int, codes: list[ReasonCode], _more: object
    ) -> None:
        self._listener.listening(next(filter(None, map(_reason, codes)), ""))

    def _on_dismissed(
        self,
        _client: Client,
        _data: object,
        _flags: DisconnectFlags,
        code: ReasonCode,
        _more: object,
    ) -> None:
        self._listener.dismissed(_reason(code) or "connection-lost")

    def _on_output(self, _client: Client, _data: object, _wire: object) -> None:
        self._listener.has_output()


def puback_reason(code: int) -> str:
    """Why the broker did not take a message, as a kebab-case code."""
    return _reason(ReasonCode(PacketTypes.PUBACK, identifier=code))


def _reason(code: ReasonCode) -> str:
    """A failure as a kebab-case code, for example `session-taken-over`; else an empty text."""
    return code.getName().lower().replace(" ", "-") if code.is_failure else ""
