"""The biên bản as a PDF: what it says, how it is made, that data cannot break it."""

from __future__ import annotations

import json
import unicodedata

import pymupdf
import pytest
from msgspec.structs import replace

from hub.application.minutes import Minutes, Name
from hub.domain import events
from hub.domain.vocabulary import Outcome
from hub.papers import typesetting
from hub.papers.minutes import minutes_sheet, render_minutes
from protocol import canonical
from tests.hub import minutes_kinds
from tests.hub.minutes_samples import HEAD, crowd, empty_session, minutes, opening, plan, session

TONES = "\u0300\u0301\u0303\u0309\u0323"
VOWELS = "aăâeêioôơuưy"
MM = 72 / 25.4


def opened(pdf: bytes) -> pymupdf.Document:
    return pymupdf.open(stream=pdf)


def text(pdf: bytes) -> str:
    """The words of all pages, in NFC, with single spaces."""
    return " ".join(" ".join(page.get_text() for page in opened(pdf)).split())


@pytest.fixture(scope="module")
def paper() -> bytes:
    return render_minutes(minutes(session()))


def test_the_whole_meeting_is_on_paper(paper):
    said = text(paper)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: ……/BB-UBND",
        "BIÊN BẢN Phiên họp thường kỳ tháng 11 năm 2026",
        "Thời gian bắt đầu: 08 giờ 00 phút, ngày 22 tháng 11 năm 2026.",
        "Địa điểm: Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh Sông Lam Hạ.",
        "có mặt khi khai mạc 18/21 thành viên; đến sau khai mạc: 01; vắng mặt: 02; khách mời: 02.",
        "Chủ trì (chủ tọa): Nguyễn Thị Thu Hường, Chủ tịch Ủy ban nhân dân tỉnh.",
        "Đủ điều kiện tiến hành: yêu cầu ít nhất hai phần ba tổng số thành viên có mặt; 3 × 18 = 54",
        "54 ≥ 2 × 21 = 42. Căn cứ: Điều 114 Luật số 77/2015/QH13 (chưa đối chiếu).",
        "Công thức: 2 × 15 = 30 > 21, cần ít nhất 11 tán thành. Kết quả: Đạt.",
        "Số lượng 21 18 15 1 1 1 3",
        "71,43 % 4,76 % 4,76 % 4,76 % 14,29 %",
        "Căn cứ: Điều 117 Luật số 77/2015/QH13 (chưa đối chiếu).",
        "Mã đối chiếu: ba lô cá mè.",
        "Công thức: 3 × 13 = 39 < 2 × 21 = 42, cần ít nhất 14 tán thành. Kết quả: Không đạt.",
        "Biểu quyết này bị hủy lúc 08 giờ 17 phút, không có giá trị. Lý do: mất kết nối tại bốn ghế",
        "Kết luận của chủ tọa: Chưa thông qua việc chuyển mục đích sử dụng đất. Biểu quyết lại phiên sau.",
        "chưa được xem xét: 3. Công tác cải cách hành chính quý IV.",
        "Phiên họp kết thúc vào 08 giờ 20 phút, ngày 22 tháng 11 năm 2026./.",
        "Nơi nhận: - Thành viên Ủy ban nhân dân tỉnh Sông Lam Hạ; - Lưu: VT, hồ sơ phiên họp.",
        f"đến số thứ tự 412, mã băm {HEAD.hash[:16]}…",
    ):
        assert words in said


def test_who_was_elected_in_a_first_round_stays_elected():
    [item] = minutes_sheet(minutes_kinds.minutes(minutes_kinds.two_rounds()))["items"]
    first, second = item["polls"]
    [stays] = first["notes"]
    assert stays.startswith(
        "01 trường hợp được chọn ở trên giữ nguyên; 01 chỗ còn lại theo kết quả vòng"
    )
    [follows] = second["notes"]
    assert follows.startswith("Đây là vòng tiếp theo của biểu quyết mở lúc")
    assert follows.endswith("cho 01 chỗ còn lại.")


def test_every_kind_and_form_of_poll_is_on_paper():
    said = text(render_minutes(minutes_kinds.minutes()))
    for words in (
        "vắng mặt: 01; dự thay: 01; khách mời: 01; vắng có lý do: 01.",
        "b) Thành viên vắng mặt: Người 8, Ủy viên 8 (vắng có lý do).",
        "c) Người dự thay (không biểu quyết): Người 9, Ủy viên 9 (dự thay Người 8).",
        "Rời phiên họp lúc",
        "Đến lúc",
        "biểu quyết công khai, không ghi tên",
        "Biểu quyết trọn gói cùng các nội dung: 4. Nội dung 4.",
        "Lý do: bấm nhầm. Số phiếu ghi lại: 01. Trước đính chính: tán thành 5, không tán thành 1,",
        "biểu quyết bằng giơ tay",
        "Số liệu do Người 3 nhập.",
        "Cao Lãnh 5 83,33 % Được chọn",
        "Số liệu do Người 2 và Người 3 nhập, hai lần nhập khớp nhau. Mỗi phiếu chọn không quá 02 trong 03",
        "Không tham gia biểu quyết nội dung này: Người 6.",
        "Số lượng 8 5 5 0 1 0 2 Đạt",
        "Tô Thị Mến 3 75,00 % Trúng cử",
        "Âu Duy Lân 1 25,00 % Không trúng cử",
        "quá nửa tổng số thành viên đánh giá tín nhiệm thấp thì có thể xin từ chức",
        "Tô Thị Mến 0 (0,00 %) 0 (0,00 %) 6 (75,00 %) Trình miễn nhiệm",
        "đề nghị hủy biểu quyết này (lý do: một ghế mất điện); thư ký không đồng ý",
        "không có giá trị. Lý do: ba ghế mất điện. Thư ký xác nhận: Người 2.",
        "Đây là biểu quyết lại lần biểu quyết mở lúc 08 giờ 03 phút.",
        "Kết quả này được thay bằng kết quả biểu quyết lại, công bố lúc 08 giờ 04 phút.",
        "Ghi lại: Người 3: tán thành. Trước đính chính: tán thành 0, không tán thành 1",
        "4. Nội dung 4: thông qua không thảo luận, theo biểu quyết trọn gói “Thông qua trọn gói”.",
    ):
        assert words in said


def test_secretary_signs_left_and_chair_right(paper):
    page = opened(paper)[-1]
    [secretary], [chair] = page.search_for("THƯ KÝ"), page.search_for("CHỦ TỌA")
    assert secretary.y0 == pytest.approx(chair.y0, abs=1)
    assert secretary.x1 < page.rect.width / 2 < chair.x0
    names = [page.search_for(name)[-1].y0 for name in ("Đặng Văn Khởi", "Nguyễn Thị Thu Hường")]
    assert names[0] == pytest.approx(names[1], abs=1)


def test_the_page_is_a4_with_the_margins_of_the_decree(paper):
    for page in opened(paper):
        assert page.rect.width == pytest.approx(210 * MM, abs=0.5)
        assert page.rect.height == pytest.approx(297 * MM, abs=0.5)
        body = [word for word in page.get_text("words") if word[1] > 18 * MM]
        assert min(word[0] for word in body) >= 30 * MM - 1
        assert max(word[2] for word in body) <= 195 * MM + 1
        assert max(word[3] for word in body) <= 277 * MM + 1


def test_pages_are_numbered_on_top_from_the_second(paper):
    pages = list(opened(paper))
    top = pymupdf.Rect(0, 0, 210 * MM, 19 * MM)
    assert [page.get_text(clip=top).strip() for page in pages] == [
        "",
        *map(str, range(2, len(pages) + 1)),
    ]
    number = pages[1].get_text("words", clip=top)[0]
    assert (number[0] + number[2]) / 2 == pytest.approx((30 + 195) / 2 * MM, abs=1)


def test_only_liberation_serif_is_embedded(paper):
    document = opened(paper)
    fonts = {
        font for page in range(len(document)) for font in document.get_page_fonts(page, full=True)
    }
    assert {font[3].split("+")[1].split("-")[0] for font in fonts} == {"LiberationSerif"}
    assert all(document.extract_font(font[0])[3] for font in fonts)


def test_every_vietnamese_letter_comes_back_from_every_style():
    small = "".join(
        unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ("", *TONES)
    )
    letters = f"đ{small}Đ{small.upper()}"
    spaced = " ".join(letters)
    told = minutes(session())
    item = replace(told.items[0], title=spaced, presenter=spaced)
    told_poll = item.polls[0]
    poll = replace(told_poll, plan=replace(told_poll.plan, question=spaced))
    told = replace(told, title=spaced, items=(replace(item, polls=(poll,)),))
    assert "".join(text(render_minutes(told)).split()).count(letters) == 4


NASTY = [
    "#let x = 1",
    "- gạch đầu dòng",
    "= tiêu đề",
    "*đậm* _nghiêng_",
    "$ x^2 $",
    '"); #panic("',
    "\\ @nhãn <nhãn> // hết",
    "[#sys.inputs]",
    "`mã` ~ --- ...",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_data_is_never_read_as_markup(nasty):
    told = minutes(session())
    item = replace(told.items[0], title=nasty, presenter=nasty)
    told = replace(
        told, title=nasty, chair=Name("m000", nasty, "", ""), chair_title=nasty, items=(item,)
    )
    assert text(render_minutes(told)).count(" ".join(nasty.split())) >= 5


def test_a_word_longer_than_a_line_stays_on_the_page():
    long = "đường-dẫn/" * 30
    told = minutes(session())
    name = Name("m000", long, "", "")
    told = replace(told, title=long, chair=name, presided=name, chair_title=long, place=long)
    said = "".join(text(render_minutes(told)).replace("\u200b", "").split())
    assert said.count(long) == 5


def test_a_character_the_fonts_lack_prints_as_a_box():
    told = replace(minutes(session()), title="Họp 😀 漢 \u0000 số 45\u20115")
    assert "Họp □ □ □ số 45-5" in text(render_minutes(told))


def test_every_character_let_through_has_a_glyph_in_every_style():
    kept = [one for one in map(chr, range(0x20, 0x10000)) if typesetting.printable(one) == one]
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        font = pymupdf.Font(fontfile=f"hub/papers/fonts/LiberationSerif-{style}.ttf")
        assert [one for one in kept if not font.has_glyph(ord(one))] == []


def test_the_numbers_travel_inside(paper):
    attached = opened(paper).embfile_get("minutes.json")
    assert attached == canonical.dump(minutes(session()).numbers())
    assert json.loads(attached)["head"]["seq"] == 412


def test_it_claims_pdf_a_and_equal_minutes_give_equal_bytes(paper):
    assert b"pdfaid:part>3<" in paper
    assert render_minutes(minutes(session())) == paper


def test_an_empty_meeting_says_so():
    said = text(render_minutes(minutes(empty_session())))
    assert "Không có nội dung nào được xem xét." in said
    assert "Kết quả" not in said


def test_a_session_without_quorum_says_so():
    told = [events.MeetingConvened(plan()), *opening(13), events.SessionClosed()]
    said = text(render_minutes(minutes(told)))
    assert "Không đủ điều kiện tiến hành" in said
    assert "3 × 13 = 39 < 2 × 21 = 42" in said


def test_a_meeting_never_opened_says_so():
    said = text(render_minutes(minutes([events.MeetingConvened(plan())])))
    assert "phiên họp không khai mạc" in said
    assert "Phiên họp chưa bế mạc" in said


def test_the_list_of_five_hundred_runs_over_pages_with_its_head_repeated():
    paper = render_minutes(minutes(crowd(500), 500))
    pages = [page.get_text() for page in opened(paper)]
    listing = [page for page in pages if "Phó Chủ tịch Ủy ban" in page]
    assert len(listing) > 5
    assert all("Họ và tên" in page for page in listing)
    assert "2 × 250 = 500 ≤ 500" in text(paper)


def outcome(told: Minutes, outcome: Outcome) -> dict:
    poll = told.items[0].polls[0]
    poll = replace(poll, result=replace(poll.result, outcome=outcome))
    [item] = minutes_sheet(replace(told, items=(replace(told.items[0], polls=(poll,)),)))["items"]
    return item["polls"][0]["count"]


@pytest.mark.parametrize("subject", ["", "Về ngân sách"])
def test_the_subject_is_printed_and_the_title_only_without_one(subject):
    told = replace(minutes(empty_session()), title="Phiên họp tháng 11", subject=subject)
    assert minutes_sheet(told)["subject"] == (subject or "Phiên họp tháng 11")


def test_a_tie_is_explained():
    told = minutes(crowd(4), 4)
    assert "bên chủ tọa" in outcome(told, Outcome.CARRIED)["tie"]
    assert "không biểu quyết" in outcome(told, Outcome.VOTE_AGAIN)["tie"]
    assert outcome(told, Outcome.VOTE_AGAIN)["outcome"] == "Cần biểu quyết lại"
    assert outcome(told, Outcome.NOT_CARRIED)["tie"] == ""
