"""Every setting of hub and terminals, once: its type, default, meaning, and whether it is secret.

`docs/settings.md` is written from here. Numbers say their unit in their name.
"""

from __future__ import annotations

# ruff: noqa: RUF009  `setting` returns a dataclass field, as `dataclasses.field` does
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from firmware_config.settings import (
    Problem,
    accepted_by,
    at_least,
    load,
    refuse_unless,
    setting,
)
from protocol.identifiers import DeviceId, RoomId, slug

PORT = at_least(1, 65535)
PIN = at_least(0, 27)  # the GPIO lines of a Raspberry Pi header
NAME = accepted_by(slug)


class HubRole(StrEnum):
    """What a hub serves: one room, or many rooms' records."""

    ROOM = "room"
    CENTRE = "centre"


class TerminalRole(StrEnum):
    """What a terminal is."""

    SEAT = "seat"
    CHAIR = "chair"
    SECRETARY = "secretary"
    WALL = "wall"


class Theme(StrEnum):
    """The colours of a screen."""

    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """The language of a screen."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


@dataclass(frozen=True)
class BrokerSettings:
    """Where the room's broker listens."""

    address: str = setting(
        "IP address the broker listens on: the hub's own in the room", "127.0.0.1"
    )
    port: int = setting("TCP port of MQTT over TLS", 8883, PORT)


@dataclass(frozen=True)
class AnnounceSettings:
    """How the hub makes itself known in the room."""

    enabled: bool = setting("announce the hub by zeroconf (mDNS)", default=True)
    interfaces: tuple[str, ...] = setting("IP addresses to announce on; empty: all", ())


@dataclass(frozen=True)
class CentreSettings:
    """The central server this room sends its records to."""

    url: str | None = setting("address of the central server, https://…", None)
    ca: Path | None = setting("PEM file of the authority that signed its certificate", None)


@dataclass(frozen=True)
class HttpsSettings:
    """Where a hub answers HTTPS."""

    address: str = setting("IP address for HTTPS", "127.0.0.1")
    port: int = setting("TCP port for HTTPS", 8443, PORT)
    trusted_rooms: Path | None = setting(
        "role centre: folder with the CA certificates of the rooms, <room>.pem", None
    )


@dataclass(frozen=True)
class HubConfig:
    """Settings of `phienhop-hub`."""

    room: RoomId = setting("id of the room, as in its certificates", check=NAME)
    name: str = setting("name of the room, as people read it")
    role: HubRole = setting("serve a room, or receive the records of many", HubRole.ROOM)
    data: Path = setting("folder of the record, papers and keys of documents", Path("data"))
    identity: Path = setting(
        "folder with ca.pem, crl.pem, hub.pem, hub.key, broker.pem, broker.key, devices/",
        Path("identity"),
    )
    layout: Path = setting("the room's terminals", Path("seats.toml"))
    rule_packs: tuple[Path, ...] = setting(
        "folders with rule packs, looked in after rule-packs/ of `data`", ()
    )
    meeting: Path | None = setting("meeting folder to import and hold at start", None)
    link_mbit: int = setting(
        "speed of the hub's network link in Mbit/s; papers are paced to it",
        1000,
        at_least(1, 100_000),
    )
    retention_h: int = setting(
        "hours after the close until terminals forget papers and notes", 12, at_least(0, 24 * 366)
    )
    broker: BrokerSettings = BrokerSettings()
    announce: AnnounceSettings = AnnounceSettings()
    centre: CentreSettings = CentreSettings()
    https: HttpsSettings = HttpsSettings()


@dataclass(frozen=True)
class FallbackSettings:
    """Where the hub is if zeroconf does not find it."""

    host: str | None = setting("host name or IP address of the hub; tried beside zeroconf", None)
    port: int = setting("TCP port of its broker", 8883, PORT)


@dataclass(frozen=True)
class PinSettings:
    """GPIO lines (BCM numbers) of the vote buttons and their lamps; absent: touch alone."""

    for_button: int | None = setting("button Tán thành", None, PIN)
    against_button: int | None = setting("button Không tán thành", None, PIN)
    abstain_button: int | None = setting("button Không biểu quyết", None, PIN)
    for_lamp: int | None = setting("lamp: Tán thành accepted by the hub", None, PIN)
    against_lamp: int | None = setting("lamp: Không tán thành accepted by the hub", None, PIN)
    abstain_lamp: int | None = setting("lamp: Không biểu quyết accepted by the hub", None, PIN)


@dataclass(frozen=True)
class ScreenSettings:
    """What the screen looks like."""

    text_scale: int = setting("size of text in percent", 100, at_least(75, 200))
    theme: Theme = setting("colours", Theme.LIGHT)
    language: Language = setting("language at start", Language.VIETNAMESE)
    fullscreen: bool = setting("fill the screen, without a frame", default=True)


@dataclass(frozen=True)
class TerminalConfig:
    """Settings of `phienhop-seat`, `phienhop-chair` (also role secretary) and `phienhop-wall`."""

    room: RoomId = setting("id of the room, as in its certificates", check=NAME)
    device: DeviceId = setting("id of this terminal, as in its certificate", check=NAME)
    role: TerminalRole = setting("what this terminal is")
    identity: Path = setting(
        "folder with ca.pem, hub.pem, device.pem and device.key", Path("identity")
    )
    data: Path = setting("folder of the encrypted papers and unsent ballots", Path("data"))
    interfaces: tuple[str, ...] = setting("IP addresses to look for the hub on; empty: all", ())
    cache_mib: int = setting("most disk space for papers, in MiB", 2048, at_least(64, 1_048_576))
    export: Path | None = setting(
        "folder that members may write their own notes to, as PDF; without: not offered", None
    )
    hub: FallbackSettings = FallbackSettings()
    pins: PinSettings = PinSettings()
    screen: ScreenSettings = ScreenSettings()


def load_hub(path: Path) -> HubConfig:
    """Read the hub's settings, or raise a `ConfigError` with everything that is wrong."""
    config = load(HubConfig, path)
    refuse_unless(path, _hub_problems(config))
    return config


def load_terminal(path: Path) -> TerminalConfig:
    """Read a terminal's settings, or raise a `ConfigError` with everything that is wrong."""
    config = load(TerminalConfig, path)
    refuse_unless(path, _terminal_problems(config))
    return config


def _hub_problems(config: HubConfig) -> Iterator[Problem]:
    if config.role is HubRole.CENTRE and config.https.trusted_rooms is None:
        yield Problem("https.trusted_rooms", "is missing for role centre")
    if config.centre.url is not None and not config.centre.url.startswith("https://"):
        yield Problem("centre.url", "must start with https://")
    if (config.centre.url is None) != (config.centre.ca is None):
        yield Problem("centre.ca", "must be given together with centre.url")


def _terminal_problems(config: TerminalConfig) -> Iterator[Problem]:
    used = [pin for pin in vars(config.pins).values() if pin is not None]
    for pin in sorted({pin for pin in used if used.count(pin) > 1}):
        yield Problem("pins", f"line {pin} is used twice")
