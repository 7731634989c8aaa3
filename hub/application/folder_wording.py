"""Problems of a meeting folder as sentences, for the command line and the import page.

Every code has a Vietnamese and an English sentence; facts of the problem fill the braces.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Literal, TypeAlias

from hub.application import paper_wording
from hub.application.toml_table import FolderProblem

Language: TypeAlias = Literal["vi", "en"]

_SENTENCES: dict[str, tuple[str, str]] = {
    # the file itself
    "no-meeting-file": (
        "Không có tệp meeting.toml trong thư mục “{folder}”.",
        "There is no meeting.toml in the folder “{folder}”.",
    ),
    "meeting-file-too-large": (
        "Tệp meeting.toml lớn hơn 1 MB.",
        "meeting.toml is larger than 1 MB.",
    ),
    "malformed-toml": ("Sai cú pháp TOML: {reason}.", "Not valid TOML: {reason}."),
    "not-utf-8": ("Dòng này không phải UTF-8.", "This line is not UTF-8."),
    # values
    "missing-key": ("Thiếu “{key}”.", "“{key}” is missing."),
    "unknown-key": (
        "Không có mục nào tên “{key}” ở đây; kiểm tra chính tả.",
        "There is no setting “{key}” here; check the spelling.",
    ),
    "wrong-type": (
        "“{key}” không đúng kiểu giá trị (cần: {expected}).",
        "“{key}” is of the wrong type (expected: {expected}).",
    ),
    "empty-text": ("“{key}” để trống.", "“{key}” is empty."),
    "text-too-long": (
        "“{key}” dài quá {longest} ký tự.",
        "“{key}” is longer than {longest} characters.",
    ),
    "control-character": (
        "“{key}” chứa ký tự điều khiển hoặc xuống dòng.",
        "“{key}” contains a control character or a line break.",
    ),
    "number-out-of-range": (
        "“{key}” là {value}, phải từ {low} đến {high}.",
        "“{key}” is {value}, it must be from {low} to {high}.",
    ),
    "unknown-value": (
        "“{key}” không thể là “{value}”; được dùng: {allowed}.",
        "“{key}” cannot be “{value}”; allowed: {allowed}.",
    ),
    "invalid-id": (
        "“{id}” không hợp lệ: chỉ dùng chữ thường a-z không dấu, chữ số và gạch nối.",
        "“{id}” is not valid: use only lower-case a-z, digits and hyphens.",
    ),
    "duplicate-id": ("“{id}” đã được dùng ở trên.", "“{id}” is already used above."),
    "too-many": ("“{key}” có quá {most} mục.", "“{key}” has more than {most} entries."),
    "fraction-above-one": (
        "Tỷ lệ {numerator}/{denominator} lớn hơn 1.",
        "The fraction {numerator}/{denominator} is more than one.",
    ),
    "ends-before-start": (
        "Ngày hết hiệu lực trước ngày có hiệu lực.",
        "It ceases to be in force before it comes into force.",
    ),
    "start-without-offset": (
        "Giờ bắt đầu thiếu múi giờ, ví dụ 2026-11-27T08:00:00+07:00.",
        "The start has no offset, for example 2026-11-27T08:00:00+07:00.",
    ),
    # people and seats
    "no-members": ("Không có thành viên nào.", "There are no members."),
    "chair-not-a-member": (
        "Chủ tọa “{id}” không có trong danh sách thành viên.",
        "The chair “{id}” is not among the members.",
    ),
    "unknown-person": (
        "Không có ai mang mã “{id}” trong thành viên, người dự thay và khách mời.",
        "Nobody with the id “{id}” is among members, substitutes and guests.",
    ),
    "not-a-member": (
        "“{id}” không có trong danh sách thành viên.",
        "“{id}” is not among the members.",
    ),
    "pin-missing": (
        "Phiên họp điểm danh bằng mã PIN nhưng người này chưa có mã (“pin”).",
        "This meeting signs in by PIN, but this person has none (“pin”).",
    ),
    "bad-pin": (
        "Mã PIN phải có từ 4 đến 6 chữ số.",
        "A PIN has four to six digits.",
    ),
    "reserved-id": (
        "Mã “{id}” được hệ thống dùng riêng; hãy đặt mã khác.",
        "The id “{id}” has a meaning of its own; choose another one.",
    ),
    "unknown-group": (
        "Không có tổ, đoàn nào mang mã “{id}” (“groups”).",
        "There is no group “{id}” (“groups”).",
    ),
    "unknown-seat": (
        "Phòng “{room}” không có ghế “{seat}”.",
        "The room “{room}” has no seat “{seat}”.",
    ),
    "duplicate-seat": ("Ghế “{seat}” đã có người.", "Seat “{seat}” is already taken."),
    "person-on-two-seats": (
        "“{id}” đã được xếp ở một ghế khác.",
        "“{id}” already sits on another seat.",
    ),
    # agenda and rules
    "no-items": ("Chương trình họp không có nội dung nào.", "The agenda has no items."),
    "item-without-title": ("Nội dung này không có tên.", "This agenda item has no title."),
    "secret-poll-unsupported": (
        "Chưa hỗ trợ bỏ phiếu kín; hãy dùng phiếu giấy cho nội dung này.",
        "Secret polls are not supported yet; use paper ballots for this one.",
    ),
    "unknown-item": (
        "“{id}” không phải là một nội dung khác của chương trình này.",
        "“{id}” is not another item of this agenda.",
    ),
    "no-options": (
        "Không có phương án hoặc người nào để chọn (“options”).",
        "There is nothing and nobody to choose (“options”).",
    ),
    "label-or-name": (
        "Mỗi phương án cần “label”, mỗi người cần “name”, không dùng cả hai.",
        "A thing to choose has a “label”, a person a “name”, nothing has both.",
    ),
    "no-confidence-rule": (
        "Bộ quy tắc “{id}” không quy định lấy phiếu tín nhiệm.",
        "The rule pack “{id}” has no rule for confidence votes.",
    ),
    "rule-without-citation": (
        "Quy tắc khác với bộ quy tắc chung phải có căn cứ riêng (“citation”).",
        "A rule that differs from the rule pack needs its own legal basis (“citation”).",
    ),
    "unknown-rule-pack": (
        "Không có bộ quy tắc “{id}”.",
        "There is no rule pack “{id}”.",
    ),
    "rule-pack-not-in-force": (
        "Bộ quy tắc “{id}” không có hiệu lực vào ngày {on}.",
        "The rule pack “{id}” is not in force on {on}.",
    ),
    # papers
    "path-outside-folder": (
        "“{paper}” nằm ngoài thư mục phiên họp.",
        "“{paper}” lies outside the meeting folder.",
    ),
    "folder-too-large": (
        "Các tệp đến đây đã vượt quá {megabytes} MB.",
        "The files up to here exceed {megabytes} MB.",
    ),
    "witnesses-missing": (
        "“seen_by” phải ghi tên ít nhất {least} người khác nhau đã xem từng trang.",
        "“seen_by” must name at least {least} different people who looked at every page.",
    ),
    **paper_wording.SENTENCES,
}

CODES = frozenset(_SENTENCES)
"""Every code a `FolderError` may carry."""


def describe(problem: FolderProblem, language: Language) -> str:
    """One line: `meeting.toml:12: Thiếu “title”. [missing-key]`."""
    vietnamese, english = _SENTENCES.get(problem.code, ("{code}", "{code}"))
    sentence = vietnamese if language == "vi" else english
    facts = defaultdict(str, {"code": problem.code, **problem.facts})
    return f"{problem.file}:{problem.line}: {sentence.format_map(facts)} [{problem.code}]"
