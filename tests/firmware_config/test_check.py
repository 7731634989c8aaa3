"""The self-check: each question has a yes and a no."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from firmware_config import check
from firmware_config.check import Finding, Machine, check_all
from firmware_config.folder import IDENTITY_TERM, RoomFolder
from firmware_config.provision import RoomPlan, provision_room
from firmware_config.schema import Language, load_hub
from firmware_config.wording import finding_text
from protocol.identifiers import RoomId
from tests.support.room import free_port

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture
def room(tmp_path: Path) -> RoomFolder:
    plan = RoomPlan(RoomId("r"), "Phòng", "127.0.0.1", free_port(), ())
    return provision_room(tmp_path / "room", plan, NOW)


@pytest.fixture
def machine(room: RoomFolder) -> Machine:
    return Machine(load_hub(room.hub_settings), NOW, os.environ["PATH"])


def found(machine: Machine, name: str) -> Finding:
    return next(finding for finding in check_all(machine) if finding.name == name)


@pytest.mark.broker
def test_a_fresh_room_passes_everything(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "LEAST_DISK", 0)
    assert [finding.name for finding in check_all(machine) if not finding.passed] == []


def test_a_missing_mosquitto_fails(machine: Machine) -> None:
    assert not found(replace(machine, search_path=""), "broker").passed


@pytest.mark.parametrize(
    "now", [NOW - timedelta(days=400), NOW + IDENTITY_TERM - timedelta(days=20)]
)
def test_certificates_that_do_not_count_or_end_soon_fail(machine: Machine, now: datetime) -> None:
    finding = found(replace(machine, now=now), "certificates")
    assert not finding.passed


def test_a_damaged_certificate_fails(machine: Machine) -> None:
    (machine.config.identity / "broker.pem").write_text("no certificate")
    assert found(machine, "certificates").facts["file"] == "broker.pem"


def lose(path: Path) -> None:
    path.unlink()


def open_up(path: Path) -> None:
    path.chmod(0o644)


@pytest.mark.parametrize("harm", [lose, open_up])
def test_a_key_that_others_may_read_or_that_is_gone_fails(
    machine: Machine, harm: Callable[[Path], None]
) -> None:
    harm(machine.config.identity / "hub.key")
    finding = found(machine, "keys")
    assert not finding.passed
    assert str(finding.facts["file"]).endswith("hub.key")


def test_a_clock_before_the_room_was_made_fails(machine: Machine) -> None:
    assert found(machine, "clock").passed
    assert not found(replace(machine, now=datetime(1970, 1, 1, tzinfo=UTC)), "clock").passed


def test_a_full_disk_fails(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "LEAST_DISK", 1 << 60)
    assert not found(machine, "disk").passed


def test_a_busy_port_fails(machine: Machine) -> None:
    with socket.socket() as holder:
        holder.bind((machine.config.broker.address, machine.config.broker.port))
        holder.listen()
        assert not found(machine, "port").passed
    assert found(machine, "port").passed


@pytest.mark.parametrize("language", list(Language))
def test_every_finding_has_words_for_good_and_bad(machine: Machine, language: Language) -> None:
    for finding in check_all(machine):
        texts = {
            finding_text(replace(finding, passed=passed), language) for passed in (True, False)
        }
        assert len(texts) == 2
