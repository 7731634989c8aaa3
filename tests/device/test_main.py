"""`phienhop-terminals`: exit status and one sentence with a code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from device.main import main
from firmware_config.folder import RoomFolder
from protocol.identifiers import DeviceId, RoomId
from tests.support.room import make_room

SEAT = DeviceId("seat-01")


@pytest.fixture
def room(tmp_path: Path) -> RoomFolder:
    return make_room(tmp_path / "room")


@pytest.fixture
def settings(room: RoomFolder) -> Path:
    """Settings of a seat that looks for its hub on loopback only."""
    path = room.terminal(SEAT) / "terminal.toml"
    text = path.read_text()
    if "interfaces" not in text:
        path.write_text('interfaces = ["127.0.0.1"]\n' + text)
    return path


def fails(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What a failing call says on standard error."""
    assert main([str(argument) for argument in arguments]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert said.err.startswith("phienhop-terminals: ")
    return said.err


def test_settings_that_are_not_there_fail_with_a_code(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "[settings-refused]" in fails(capsys, tmp_path / "terminal.toml")


@pytest.mark.parametrize("content", [b"\xff", b"room = ", b"[seat]\n", b'role = "throne"\n'])
def test_settings_that_make_no_sense_fail_with_a_code(
    capsys: pytest.CaptureFixture[str], settings: Path, content: bytes
) -> None:
    settings.write_bytes(content)
    assert "[settings-refused]" in fails(capsys, settings)


def test_a_missing_identity_fails_with_a_code(
    capsys: pytest.CaptureFixture[str], settings: Path
) -> None:
    shutil.rmtree(settings.parent / "identity")
    assert "[key-missing]" in fails(capsys, settings)


def test_a_foreign_hub_certificate_fails_with_a_code(
    capsys: pytest.CaptureFixture[str], settings: Path, tmp_path: Path
) -> None:
    other = make_room(tmp_path / "other", room=RoomId("phong-hop-2"))
    shutil.copy(other.hub_identity / "hub.pem", settings.parent / "identity" / "hub.pem")
    assert "[foreign-certificate]" in fails(capsys, settings)


def test_an_interface_this_machine_does_not_have_fails_with_a_code(
    capsys: pytest.CaptureFixture[str], settings: Path
) -> None:
    text = settings.read_text()
    settings.write_text(text.replace("127.0.0.1", "192.0.2.1", 1))
    assert "[no-such-interface]" in fails(capsys, settings)


def test_a_data_folder_that_cannot_be_written_fails_with_a_sentence(
    capsys: pytest.CaptureFixture[str], settings: Path
) -> None:
    data = settings.parent / "data"
    shutil.rmtree(data, ignore_errors=True)
    data.write_text("in the way")
    fails(capsys, settings)


def test_english_is_spoken_at_a_switch(capsys: pytest.CaptureFixture[str], settings: Path) -> None:
    shutil.rmtree(settings.parent / "identity")
    assert "The key file is missing" in fails(capsys, "--language", "en", settings)


@pytest.mark.parametrize(
    "arguments", [(), ("--no-such-option", "x.toml"), ("--log", "LOUD", "x.toml")]
)
def test_wrong_usage_exits_with_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage: phienhop-terminals" in capsys.readouterr().err


def test_help_says_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    assert "terminal.toml" in capsys.readouterr().out
