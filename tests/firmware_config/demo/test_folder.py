"""The demo's folder, with its two large papers made small, is what an import accepts."""

from pathlib import Path

import pymupdf
import pytest

from firmware_config.demo.folder import FULL, DemoFolderError, DemoSizes, make_folder
from firmware_config.demo.room import room_layout
from hub.application.intake import AcceptedPaper, Submission
from hub.application.meeting_folder import ImportedMeeting, RoomLayout, RoomSeat, read_folder
from hub.application.rule_packs import STANDARD_PACKS
from hub.domain.vocabulary import PollKind
from protocol.secrecy import paragraph_is_marked

FONTS = Path(__file__).parents[3] / "hub" / "papers" / "fonts"
SMALL = DemoSizes(projects=3, scanned_pages=1)


def quiet(*_: object) -> None:
    """No progress bar."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("demo") / "phien-hop"
    make_folder(target, FONTS, quiet, SMALL)
    return target


@pytest.fixture(scope="module")
def meeting(folder: Path) -> ImportedMeeting:
    room = room_layout()
    seats = room["seats"]
    assert isinstance(seats, list)
    layout = RoomLayout(
        str(room["room"]), str(room["name"]), tuple(RoomSeat(**seat) for seat in seats)
    )
    return read_folder(folder, layout, [STANDARD_PACKS], "demo", unchecked, quiet)


def unchecked(submission: Submission) -> AcceptedPaper:
    """Counts pages in this process; the real intake has tests of its own."""
    path = submission.path
    with pymupdf.open(path) as document:
        return AcceptedPaper(path.read_bytes(), document.page_count, b"", (), repaired=False)


def test_an_import_accepts_it_as_the_meeting_it_should_be(meeting: ImportedMeeting) -> None:
    plan = meeting.plan
    assert sum(person.votes for person in plan.persons) == 21
    assert len(plan.persons) == len([seat for seat in plan.seats if seat.person]) == 24
    assert (len(plan.items), len(plan.papers)) == (6, 12)
    assert all(item.draft for item in plan.items)
    first, hands, unnamed = plan.polls
    assert (hands.kind, unnamed.kind) == (PollKind.SHOW_OF_HANDS, PollKind.UNNAMED)
    assert first.item == plan.items[2].item
    assert first.question.startswith("Thông qua dự thảo Nghị quyết về Kế hoạch đầu tư công")
    assert len({poll.item for poll in plan.polls}) == 3


def test_the_full_size_is_long_and_heavy_enough() -> None:
    assert FULL.projects >= 300
    assert FULL.scanned_pages * 5.25 >= 21


def test_papers_use_only_fonts_with_vietnamese_letters_and_carry_no_marks(folder: Path) -> None:
    for path in sorted((folder / "papers").glob("*.pdf")):
        with pymupdf.open(path) as document:
            for page in document:
                assert all("LiberationSerif" in font[3] for font in page.get_fonts())
                for block in page.get_text("blocks"):
                    assert not paragraph_is_marked(block[4].splitlines())


def test_the_scan_is_pictures_without_text(folder: Path) -> None:
    (scan,) = (folder / "papers").glob("12-*.pdf")
    with pymupdf.open(scan) as document:
        assert document.page_count == SMALL.scanned_pages
        for page in document:
            assert page.get_text() == ""
            assert document.extract_image(page.get_images()[0][0])["ext"] == "jpeg"
    assert scan.stat().st_size > 5_000_000 * SMALL.scanned_pages


def test_it_is_made_once_and_made_again_when_a_file_changes(folder: Path) -> None:
    made: list[str] = []
    make_folder(folder, FONTS, lambda *step: made.append(step[2]), SMALL)
    assert made == []
    paper = folder / "papers" / "01-chuong-trinh.pdf"
    before = paper.read_bytes()
    paper.write_bytes(before + b" ")
    make_folder(folder, FONTS, lambda *step: made.append(step[2]), SMALL)
    assert len(made) == 13
    assert paper.read_bytes() == before


def test_other_files_are_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(DemoFolderError) as caught:
        make_folder(tmp_path, FONTS, quiet, SMALL)
    assert caught.value.code == "folder-not-ours"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_missing_fonts_are_an_error_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(DemoFolderError) as caught:
        make_folder(tmp_path / "new", tmp_path, quiet, SMALL)
    assert caught.value.code == "fonts-missing"
    assert list(tmp_path.iterdir()) == []
