"""The self-check of a hub machine: one function a question, each answered with the values it saw.

A finding carries facts, not sentences; `firmware_config.wording` makes those.
"""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct, field

from firmware_config.certificates import validity
from firmware_config.errors import CertificateError
from firmware_config.host import find, why_not_free
from firmware_config.schema import HubConfig, HubRole

GIB = 1024**3
LEAST_DISK = 2 * GIB  # a year of meetings with papers of 50 MB stays below
SOON = timedelta(days=30)  # a certificate that ends sooner is renewed now, not during a meeting
SERVER = {HubRole.ROOM: "broker", HubRole.CENTRE: "https"}  # whose certificate others check
ANSWER_LIMIT = 5.0  # seconds a program may take to name its version


class Machine(Struct, frozen=True):
    """What the checks look at."""

    config: HubConfig
    now: datetime
    search_path: str


class Finding(Struct, frozen=True):
    """The answer to one question; `facts` are the values behind it."""

    name: str
    passed: bool
    facts: Mapping[str, str | int] = field(default_factory=dict)


def check_broker(machine: Machine) -> Finding:
    """mosquitto is installed, version 2."""
    program = find("mosquitto", machine.search_path)
    if program is None:
        return Finding("broker", passed=False, facts={"version": "–"})
    told = subprocess.run(
        [program, "-h"], capture_output=True, text=True, timeout=ANSWER_LIMIT, check=False
    )
    found = re.search(r"mosquitto version (\d+[\d.]*)", told.stdout)
    version = found[1] if found else "?"
    return Finding("broker", version.startswith("2."), {"version": version})


def check_certificates(machine: Machine) -> Finding:
    """The certificates of authority, hub and server count now and for a month to come."""
    untils = []
    for name in ("ca.pem", "hub.pem", f"{SERVER[machine.config.role]}.pem"):
        try:
            term = validity((machine.config.identity / name).read_bytes())
        except (OSError, CertificateError):
            return Finding("certificates", passed=False, facts={"file": name, "until": "–"})
        if not term.since <= machine.now <= term.until - SOON:
            facts = {"file": name, "until": f"{term.until:%Y-%m-%d}"}
            return Finding("certificates", passed=False, facts=facts)
        untils.append((term.until, name))
    until, name = min(untils)
    return Finding("certificates", passed=True, facts={"file": name, "until": f"{until:%Y-%m-%d}"})


def check_keys(machine: Machine) -> Finding:
    """Private keys are there and readable by their owner alone."""
    for name in ("hub.key", f"{SERVER[machine.config.role]}.key"):
        path = machine.config.identity / name
        mode = stat.S_IMODE(path.stat().st_mode) if path.is_file() else None
        if mode != 0o600:
            shown = "–" if mode is None else f"{mode:04o}"
            return Finding("keys", passed=False, facts={"file": str(path), "mode": shown})
    return Finding(
        "keys", passed=True, facts={"file": str(machine.config.identity), "mode": "0600"}
    )


def check_clock(machine: Machine) -> Finding:
    """The clock is not before the room was made: a dead battery starts in the past."""
    facts = {"now": f"{machine.now:%Y-%m-%d %H:%M}"}
    try:
        made = validity((machine.config.identity / "hub.pem").read_bytes()).since
    except (OSError, CertificateError):
        return Finding("clock", passed=False, facts=facts)
    return Finding("clock", machine.now >= made, facts)


def check_disk(machine: Machine) -> Finding:
    """The disk of the data folder has room."""
    place = next(
        part for part in (machine.config.data, *machine.config.data.parents) if part.exists()
    )
    free = shutil.disk_usage(place).free
    return Finding("disk", free >= LEAST_DISK, {"free": free // GIB, "least": LEAST_DISK // GIB})


def check_port(machine: Machine) -> Finding:
    """The address to listen on is this machine's and its port is free."""
    config = machine.config
    served = config.broker if config.role is HubRole.ROOM else config.https
    facts: dict[str, str | int] = {"address": served.address, "port": served.port}
    return Finding("port", why_not_free(served.address, served.port) == "", facts)


CHECKS: tuple[Callable[[Machine], Finding], ...] = (
    check_broker,
    check_certificates,
    check_keys,
    check_clock,
    check_disk,
    check_port,
)


def check_all(machine: Machine) -> tuple[Finding, ...]:
    """Every finding, in the order they are best repaired; a centre needs no broker."""
    room = machine.config.role is HubRole.ROOM
    return tuple(check(machine) for check in CHECKS if room or check is not check_broker)


def settings_file(directory: Path) -> Path:
    """The hub's settings file, given itself, the hub's folder or the room's folder."""
    for place in (directory / "hub" / "hub.toml", directory / "hub.toml"):
        if place.is_file():
            return place
    return directory
