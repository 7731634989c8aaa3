"""A technician sees every rule pack: in force or not, checked or not, and what is wrong with a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hub.application.rule_pack_list import pack_json, pack_lines
from hub.application.rule_packs import STANDARD_PACKS, list_packs
from protocol.canonical import dump

DAY = date(2026, 11, 27)


def test_a_line_tells_id_state_days_basis_and_file() -> None:
    lines = list(pack_lines(list_packs([STANDARD_PACKS]), DAY, "vi"))
    (line,) = (line for line in lines if line.startswith("ubnd\t"))
    fields = line.split("\t")
    assert fields[1:5] == ["đang có hiệu lực", "2025-06-16", "-", "chưa đối chiếu"]
    assert "72/2025/QH15" in fields[6]
    assert fields[7].endswith("ubnd.toml")


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2025, 6, 15), "not-yet"),
        (date(2025, 6, 16), "in-force"),
        (date(2027, 1, 1), "in-force"),
        (date(2027, 1, 2), "expired"),
    ],
)
def test_both_days_are_included(tmp_path: Path, on: date, state: str) -> None:
    text = (STANDARD_PACKS / "ubnd.toml").read_text(encoding="utf-8")
    text = text.replace("verified = false", "valid_to = 2027-01-01\nverified = true")
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    (listed,) = pack_json(list_packs([tmp_path]), on, "en")  # type: ignore[misc]
    assert isinstance(listed, dict)
    assert (listed["state"], listed["valid_to"], listed["verified"]) == (state, "2027-01-01", True)


def test_a_spoilt_file_is_listed_with_its_problems(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('id = "a"\n', encoding="utf-8")
    packs = list_packs([tmp_path])
    lines = list(pack_lines(packs, DAY, "vi"))
    assert lines[0].split("\t")[1] == "không dùng được"
    assert any("a.toml:1: Thiếu “citation”. [missing-key]" in line for line in lines)
    listed = pack_json(packs, DAY, "en")
    assert dump(listed)
    assert isinstance(listed, list)
    assert isinstance(listed[0], dict)
    assert listed[0]["problems"]
