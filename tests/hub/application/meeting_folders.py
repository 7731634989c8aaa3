"""A small meeting folder for the tests, and ways to spoil it."""

from __future__ import annotations

from pathlib import Path

from hub.application.intake import AcceptedPaper, IntakeError, Submission
from hub.application.meeting_folder import (
    FolderError,
    FolderProblem,
    ImportedMeeting,
    RoomLayout,
    RoomSeat,
    read_folder,
)
from hub.application.rule_packs import STANDARD_PACKS

LAYOUT = RoomLayout(
    "a2", "Phòng A2", tuple(RoomSeat(f"0{n}", f"seat-0{n}", n, 0) for n in range(1, 5))
)

MEETING = """\
title = "Phiên họp tháng 11"
subject = "Phiên họp thường kỳ tháng 11 năm 2026"
place = "Phòng A2"
starts_at = 2026-11-27T08:00:00+07:00
chair = "an"
secretary = "binh"
members = [
  { id = "an", name = "Trần An", title = "Chủ tịch", short = "CT" },
  { id = "binh", name = "Lê Bình", title = "Chánh Văn phòng", short = "CVP" },
]
guests = [
  { id = "chi", name = "Ngô Chi", title = "Khách mời", short = "KM" },
]
seats = [
  { seat = "01", person = "an" },
  { seat = "03", person = "chi" },
]
[body]
name = "Ủy ban nhân dân tỉnh"
parent = ""
rule_pack = "ubnd"

[[items]]
title = "Bảng giá đất"
presenter = "Giám đốc Sở"
minutes = 30
draft = '''
Dòng một.
Dòng hai.'''

[[items.papers]]
file = "papers/a.pdf"
title = "Tờ trình"

[[items.polls]]
question = "Thông qua bảng giá đất"

[[items]]
id = "khac"
title = "Nội dung khác"
presenter = "Chủ tọa"
minutes = 10
"""


def make(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write the folder, with texts of `meeting.toml` replaced."""
    text = MEETING
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / "papers").mkdir()
    (folder / "papers" / "a.pdf").write_bytes(b"%PDF-a")
    (folder / "meeting.toml").write_text(text, encoding="utf-8")
    return folder


def intake(submission: Submission) -> AcceptedPaper:
    """Stands in for the child process: judges by the first bytes."""
    data = submission.path.read_bytes()
    if not data:
        raise IntakeError("empty-file")
    if data == b"MAT":
        raise IntakeError("paper-marked-secret", sha256="0" * 64)
    if not data.startswith(b"%PDF-"):
        raise IntakeError("not-a-pdf")
    return AcceptedPaper(data + b"!", 3, b"\xff\xd8", (), repaired=True)


def read(folder: Path) -> ImportedMeeting:
    """Read the folder with the shipped rule packs."""
    return read_folder(folder, LAYOUT, [STANDARD_PACKS], "phien-11", intake, lambda *_: None)


def problems(folder: Path) -> tuple[FolderProblem, ...]:
    """What is wrong with the folder; fails if nothing is."""
    try:
        read(folder)
    except FolderError as error:
        return error.problems
    raise AssertionError("the folder was accepted")


def written_at(folder: Path, problem: FolderProblem) -> str:
    """The line of `meeting.toml` a problem points to."""
    text = (folder / "meeting.toml").read_text(encoding="utf-8")
    return text.splitlines()[problem.line - 1].strip()
