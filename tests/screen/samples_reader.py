"""The reader of a seat in every state: searched, written on, following, replaced."""

from __future__ import annotations

from msgspec.structs import replace

from device import screens as s
from tests.screen import samples
from tests.screen.paper import SCAN

READER = replace(samples.READER, page=3, can_go_back=True, bookmarks=(1, 3), bookmarked=True)
_HITS = (
    ("bố trí đủ ", "vốn đối ứng", " cho dự án chuyển tiếp", 3),
    ("mức ", "vốn đối ứng", " của cấp xã không quá 20 %", 5),
    ("bảng ", "vốn đối ứng", " theo ngành, lĩnh vực giai đoạn 2026–2030", 11),
    ("cân đối ", "vốn đối ứng", " 620 tỷ đồng từ nguồn thu sử dụng đất", 17),
)
BOXES = ((1200, 1160, 3100, 1260), (5000, 2040, 7300, 2140))
SEARCH = s.SearchPanel(
    query="von doi ung",
    everywhere=False,
    hits=tuple(
        s.HitRow(
            paper="nghi-quyet",
            title="Dự thảo Nghị quyết",
            page=page,
            before=before,
            match=match,
            after=after,
            exact=False,
            recognised=page > 10,
        )
        for before, match, after, page in _HITS
    ),
    current=0,
    more=False,
    pages_done=24,
    pages_total=24,
    scans=(),
    marked=(
        s.MarkedPage(3, BOXES, BOXES[:1]),
        s.MarkedPage(2, ((2400, 8300, 4100, 8400), (1200, 8750, 2900, 8850)), ()),
    ),
)
_REPORT = (
    ("tình hình bố trí ", "vốn đối ứng", " năm 2025 đạt 71,2 % kế hoạch", 2),
    ("không để dự án chờ ", "vốn đối ứng", " quá hai quý liên tiếp", 4),
    ("đề nghị tỉnh hỗ trợ ", "vốn đối ứng", " cho ba xã miền núi", 4),
    ("phần ", "vốn đối ứng", " từ nguồn tiết kiệm chi thường xuyên", 6),
    ("rà soát ", "vốn đối ứng", " các dự án ODA", 7),
    ("tỷ lệ ", "vốn đối ứng", " theo Nghị quyết 12", 8),
    ("Biểu 04: ", "vốn đối ứng", " theo từng dự án", 9),
)
SEARCHING = replace(
    SEARCH,
    everywhere=True,
    hits=(
        *SEARCH.hits,
        *(
            s.HitRow("bao-cao", "Báo cáo thẩm tra kế hoạch đầu tư công", p, b, m, a, exact=False)
            for b, m, a, p in _REPORT
        ),
    ),
    current=-1,
    more=True,
    pages_done=16,
    pages_total=39,
    scans=("Báo cáo thẩm định",),
    marked=(s.MarkedPage(3, BOXES, ()),),
)
STROKE = tuple(n for x in range(0, 3000, 100) for n in (5200 + x, 4200 + (x * (3000 - x)) // 9000))
NOTES = s.NotesPanel(
    tool=s.NoteKind.PEN,
    colour="yellow",
    notes=(
        s.NoteRow("n1", s.NoteKind.HIGHLIGHT, 3, (1000, 1400, 8000, 1560), "", "yellow"),
        s.NoteRow("n2", s.NoteKind.UNDERLINE, 3, (1000, 2900, 6500, 3010), "", "blue"),
        s.NoteRow("n3", s.NoteKind.PEN, 3, STROKE, "", "green"),
        s.NoteRow("n4", s.NoteKind.TEXT, 3, (8800, 3300), "Hỏi Sở Tài chính về nguồn", "yellow"),
        s.NoteRow("n5", s.NoteKind.BOOKMARK, 7, (0, 0), "", "yellow"),
    ),
    orphans=(s.NoteRow("n6", s.NoteKind.TEXT, 0, (100, 100), "Số liệu cũ khác bảng 2", "yellow"),),
    can_undo=True,
    can_redo=False,
    ready=True,
    kept=True,
)
ON_THE_PAGE_BEFORE = s.NoteRow("n7", s.NoteKind.HIGHLIGHT, 2, (1000, 9000, 6000, 9160), "", "green")
PRESENTED = s.FollowBar(
    presenter="Giám đốc Sở Tài chính",
    presenting=False,
    asked=False,
    may_present=False,
    following=True,
    paper_title="Dự thảo Nghị quyết",
    page=3,
)
SESSION = replace(
    samples.SESSION, reader=READER, notes=replace(NOTES, tool=None, notes=(), orphans=())
)
BESIDE = s.Pane("to-trinh", 1, "Tờ trình số 215/TTr-STC", 2, 6, 100, readable=True, preview=True)

TOUCHES = {
    "seat-notes": ("notes",),
    "seat-notes-exported": ("notes",),
    "seat-notes-typed": ("notes", "note-n4"),
    "seat-search-keyboard": ("search-text",),
    "seat-page-field": ("page-field",),
    "seat-view": ("view",),
    "seat-contents": ("contents",),
    "seat-outline": ("contents", "contents-outline"),
    "seat-marks": ("contents", "contents-marks"),
    "seat-zoomed": ("zoom-in", "zoom-in", "zoom-in"),
    "seat-continuous-search": ("zoom-out", "zoom-out", "zoom-out"),
}
"""What is touched before a state is looked at."""


def seat_screens() -> dict[str, s.SeatSession]:
    """Every state."""
    noted = replace(SESSION, notes=NOTES)
    searched = replace(SESSION, search=SEARCH)
    may = replace(PRESENTED, presenter="", following=False, may_present=True)
    return {
        "seat-search": searched,
        "seat-search-keyboard": replace(SESSION, search=replace(SEARCH, current=-1)),
        "seat-search-all": replace(SESSION, search=SEARCHING),
        "seat-search-none": replace(SESSION, search=replace(SEARCH, hits=(), current=-1)),
        "seat-notes": noted,
        "seat-notes-typed": noted,
        "seat-notes-exported": replace(
            noted, notes=replace(NOTES, may_export=True, exported="ghi-chu-nghi-quyet.pdf")
        ),
        "seat-notes-full": replace(noted, notes=replace(NOTES, fault="notes-full", kept=False)),
        "seat-following": replace(SESSION, follow=PRESENTED),
        "seat-may-follow": replace(SESSION, follow=replace(PRESENTED, following=False)),
        "seat-may-present": replace(SESSION, follow=may),
        "seat-presenting": replace(
            SESSION, follow=replace(PRESENTED, presenting=True, following=False)
        ),
        "seat-replaced": replace(SESSION, reader=replace(READER, replaced=(3, 5, 6, 7))),
        "seat-recalled": replace(SESSION, notice="paper-recalled"),
        "seat-page-field": SESSION,
        "seat-view": SESSION,
        "seat-contents": SESSION,
        "seat-outline": SESSION,
        "seat-marks": SESSION,
        "seat-continuous": replace(
            SESSION, reader=replace(READER, mode=s.ReadingMode.CONTINUOUS), notes=NOTES
        ),
        "seat-continuous-search": replace(
            searched,
            reader=replace(READER, mode=s.ReadingMode.CONTINUOUS),
            notes=replace(NOTES, notes=(*NOTES.notes, ON_THE_PAGE_BEFORE)),
        ),
        "seat-beside": replace(SESSION, reader=replace(READER, beside=BESIDE)),
        "seat-large": replace(searched, reader=replace(READER, mode=s.ReadingMode.TEXT)),
        "seat-large-scan": replace(
            SESSION, reader=replace(READER, page=SCAN, mode=s.ReadingMode.TEXT)
        ),
        "seat-zoomed": replace(SESSION, search=SEARCH, notes=NOTES),
    }
