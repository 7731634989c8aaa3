"""Settings files: defaults, every problem at once, and the written reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from firmware_config.reference import settings_page
from firmware_config.schema import HubRole, Language, TerminalRole, load_hub, load_terminal
from firmware_config.settings import ConfigError, Problem

HUB = 'room = "phong-1"\nname = "Phòng 1"\n'
TERMINAL = 'room = "phong-1"\ndevice = "seat-01"\nrole = "seat"\n'


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def hub_problems(tmp_path: Path, text: str) -> set[Problem]:
    with pytest.raises(ConfigError) as caught:
        load_hub(write(tmp_path, text))
    return set(caught.value.problems)


def test_two_lines_are_enough_for_a_hub(tmp_path: Path) -> None:
    config = load_hub(write(tmp_path, HUB))
    assert (config.role, config.broker.port, config.link_mbit) == (HubRole.ROOM, 8883, 1000)
    assert config.announce.enabled
    assert config.meeting is None
    assert config.identity == tmp_path / "identity"


def test_three_lines_are_enough_for_a_terminal(tmp_path: Path) -> None:
    config = load_terminal(write(tmp_path, TERMINAL))
    assert (config.role, config.screen.language) == (TerminalRole.SEAT, Language.VIETNAMESE)
    assert config.pins.for_button is None


def test_paths_count_from_the_file_and_absolute_ones_stay(tmp_path: Path) -> None:
    text = HUB + 'data = "/srv/room"\nmeeting = "../m"\nrule_packs = ["a", "/b"]\n'
    config = load_hub(write(tmp_path, text))
    assert config.data == Path("/srv/room")
    assert config.meeting == tmp_path / "../m"
    assert config.rule_packs == (tmp_path / "a", Path("/b"))


def test_every_problem_is_reported_at_once(tmp_path: Path) -> None:
    text = (
        'room = "Phòng 1"\nrole = "palace"\nlink_mbit = 0\ntypo = 1\nhttps = 3\n'
        '[broker]\nport = "8883"\nprot = 1\n[announce]\nenabled = 1\ninterfaces = "lo"\n'
    )
    assert hub_problems(tmp_path, text) == {
        Problem("room", "invalid-identifier"),
        Problem("name", "is missing"),
        Problem("role", "must be one of room, centre"),
        Problem("link_mbit", "must be from 1 to 100000"),
        Problem("typo", "no such setting"),
        Problem("https", "must be a table"),
        Problem("broker.port", "must be a whole number"),
        Problem("broker.prot", "no such setting"),
        Problem("announce.enabled", "must be true or false"),
        Problem("announce.interfaces", "must be a list"),
    }


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('role = "centre"\n', "https.trusted_rooms"),
        ('[centre]\nurl = "https://centre"\n', "centre.ca"),
        ('[centre]\nurl = "http://centre"\nca = "ca.pem"\n', "centre.url"),
    ],
)
def test_settings_that_need_each_other(tmp_path: Path, text: str, key: str) -> None:
    assert [problem.key for problem in hub_problems(tmp_path, HUB + text)] == [key]


def test_two_buttons_on_one_line_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, TERMINAL + "[pins]\nfor_button = 5\nagainst_button = 5\n")
    with pytest.raises(ConfigError, match="line 5 is used twice"):
        load_terminal(path)


@pytest.mark.parametrize("data", [b"room = ", b"\xff\xfe", b""])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        load_hub(path)
    assert caught.value.code == "settings-refused"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        load_hub(tmp_path / "none.toml")


def test_the_reference_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "settings.md"
    assert page.read_text(encoding="utf-8") == settings_page()
