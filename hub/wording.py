"""What stops the hub, as a sentence for whoever started it, Vietnamese first.

Problems of a meeting folder have their own words (`hub.application.folder_wording`), as have those of the
machine (`firmware_config.wording`); here are those of the hub's own work.
"""

from __future__ import annotations

from firmware_config import wording
from firmware_config.errors import SetupError
from firmware_config.schema import Language
from hub.domain.errors import DomainError
from protocol.errors import ProtocolError

SENTENCES: dict[str, tuple[str, str]] = {
    # what was asked for
    "invalid-identifier": (
        "Mã chỉ gồm chữ thường không dấu, chữ số, gạch nối; hãy đặt mã phiên họp bằng --meeting.",
        "An id has lower-case letters, digits and hyphens; name the meeting with --meeting.",
    ),
    "meeting-exists": (
        "Mã phiên họp này đã có; hãy chọn mã khác bằng --meeting.",
        "A meeting with this id exists; choose another with --meeting.",
    ),
    "no-meeting": (
        "Chưa có phiên họp nào; hãy nhập trước: phienhop-hub import THƯ-MỤC.",
        "There is no meeting yet; import one first: phienhop-hub import FOLDER.",
    ),
    "unknown-meeting": (
        "Không có phiên họp nào mang mã này; xem danh sách: phienhop-hub status.",
        "There is no meeting with this id; list them with phienhop-hub status.",
    ),
    # papers
    "bad-paper": ("Tài liệu không hợp lệ.", "The paper is not valid."),
    "hub-hung-up": (
        "Máy chủ phòng họp đang chạy không trả lời; hãy xem phienhop-hub papers rồi mới làm lại.",
        "The hub that runs did not answer; look at phienhop-hub papers before you try again.",
    ),
    "not-the-next-version": (
        "Bản này không nối tiếp bản đang có; có thể người khác vừa phát hành, hãy thử lại.",
        "This is not the next version; somebody else may have released one, try again.",
    ),
    "other-meeting": (
        "Máy chủ đang giữ phiên họp khác; hãy nêu mã phiên họp bằng --meeting.",
        "The hub holds another meeting; name the meeting with --meeting.",
    ),
    "paper-not-sealed": (
        "Tài liệu chưa được niêm phong trên máy chủ này nên không phát hành được; hãy phát hành lại.",
        "The paper is not sealed on this hub and cannot be released; release it again.",
    ),
    "paper-of-another-item": (
        "Tài liệu này thuộc nội dung khác; muốn thêm tài liệu mới thì dùng mã khác.",
        "This paper belongs to another item; give a new paper another id.",
    ),
    "paper-recalled": ("Tài liệu này đã thu hồi.", "This paper is recalled already."),
    "reason-missing": ("Phải nêu lý do.", "A reason is needed."),
    "reason-too-long": (
        "Lý do dài quá 1.000 ký tự.",
        "The reason is longer than 1,000 characters.",
    ),
    "same-paper": (
        "Bản này trùng với bản đang phát hành.",
        "This is the version that is released already.",
    ),
    "session-closed": (
        "Phiên họp đã bế mạc, không phát hành thêm được.",
        "The session is over; nothing more can be released.",
    ),
    "too-many-papers": (
        "Phiên họp đã đủ 500 tài liệu.",
        "The meeting has 500 papers, as many as there can be.",
    ),
    "unknown-item": (
        "Không có nội dung này trong chương trình; hãy nêu mã nội dung bằng --item.",
        "There is no such item on the agenda; name one with --item.",
    ),
    "unknown-paper": (
        "Không có tài liệu này; xem danh sách: phienhop-hub papers.",
        "There is no such paper; list them with phienhop-hub papers.",
    ),
    # the disk
    "archive-damaged": (
        "Chỉ mục tra cứu bị hỏng; hãy chạy lại, chỉ mục sẽ được lập lại từ hồ sơ các phiên họp.",
        "The search index is damaged; try again, it is made anew from the meetings.",
    ),
    "cannot-open-record": ("Không mở được nhật ký phiên họp.", "The record cannot be opened."),
    "disk-error": (
        "Đĩa không ghi được; phiên họp dừng ở bản ghi cuối cùng đã ghi.",
        "The disk does not take what is written; the meeting stops at the last record kept.",
    ),
    "disk-full": (
        "Đĩa đã đầy; hãy giải phóng dung lượng rồi chạy lại. Những gì đã xác nhận vẫn còn nguyên.",
        "The disk is full; free some space and start again. All that was acknowledged is kept.",
    ),
    "disk-read-only": ("Đĩa chỉ cho đọc.", "The disk is read-only."),
    "record-damaged": (
        "Nhật ký phiên họp bị hỏng; hãy khôi phục từ bản sao lưu.",
        "The meeting's record is damaged; restore it from a backup.",
    ),
    "record-in-use": (
        "Nhật ký phiên họp đang được chương trình khác dùng.",
        "The meeting's record is in use by another program.",
    ),
    # the central server
    "bad-address": (
        "Máy này không có địa chỉ mạng đã ghi trong mục [https].",
        "This machine does not have the address given in [https].",
    ),
    "bad-server-certificate": (
        "Không dùng được chứng thư HTTPS.",
        "The HTTPS certificate cannot be used.",
    ),
}
_SPOILT = (
    "Dữ liệu phiên họp trên đĩa bị sửa hoặc bị hỏng ở chỗ nêu dưới đây; hãy khôi phục từ bản sao lưu.",
    "What is kept of the meeting was changed or is damaged at the place below; restore it from a backup.",
)


def sentence(error: Exception, language: Language) -> str:
    """An expected error as a person reads it, with its code for the manual and its details below."""
    code, detail = getattr(error, "code", ""), getattr(error, "detail", "")
    if isinstance(error, SetupError) or (isinstance(error, OSError) and not code):
        return wording.sentence(error, language)
    known = {**wording.ERRORS, **SENTENCES}
    if isinstance(
        error, ProtocolError | DomainError
    ):  # before it serves a hub reads its disk alone
        known.setdefault(code, _SPOILT)
    return wording.told(code, (detail,) if detail else (), language, known)
