"""Every phrase of the report in Vietnamese and English, and how places, times and numbers are written.

Text from a bundle is shown without its control characters, so that it cannot steer a terminal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

from audit.finding_words import FINDINGS
from protocol.verifier.findings import Finding, Where

VIETNAM = timezone(timedelta(hours=7))
_LATEST_MS = 253_402_214_400_000  # the last day that dates can tell, whatever a bundle says


class Language(StrEnum):
    """Languages of the report; the value is what `--language` takes."""

    VI = "vi"
    EN = "en"


_PHRASES: dict[str, tuple[str, str]] = {
    "sound": (
        "KHỚP: hồ sơ phiên họp toàn vẹn, mọi con số kiểm lại đều đúng.",
        "SOUND: the record is whole and every number, counted again, is right.",
    ),
    "unsound": ("KHÔNG KHỚP: {where}: {what}", "NOT SOUND: {where}: {what}"),
    "refused": ("KHÔNG ĐỌC ĐƯỢC: {path}: {what}", "UNREADABLE: {path}: {what}"),
    "not-opened": ("Không mở được {path}: {what}", "Cannot open {path}: {what}"),
    "record": ("bản ghi số {number}", "record {number}"),
    "file": ("tệp {path}", "file {path}"),
    "meeting": ("Phiên họp: {title}", "Meeting: {title}"),
    "body": ("Cơ quan: {name}", "Body: {name}"),
    "ids": ("Mã phiên họp: {meeting}; phòng họp: {room}", "Meeting id: {meeting}; room: {room}"),
    "records": (
        "Nhật ký: {count} bản ghi, mã băm cuối {hash}",
        "Log: {count} records, last hash {hash}",
    ),
    "ca": (
        "Dấu vân tay (SHA-256) của chứng thư gốc phòng họp: {sha256}",
        "Fingerprint (SHA-256) of the room's root certificate: {sha256}",
    ),
    "ca-compared": (
        "  đã đối chiếu với chứng thư gốc được tin cậy",
        "  compared with the trusted one",
    ),
    "errors": ("Những điểm không khớp ({count}):", "What does not hold ({count}):"),
    "caveats": ("Những điều cần lưu ý:", "What could not be fully checked:"),
    "attendance": ("ĐIỂM DANH", "ATTENDANCE"),
    "members": (
        "Thành viên có quyền biểu quyết: {members}; có mặt khi khai mạc: {present}; khách mời dự: {guests}.",
        "Members with a vote: {members}; present at the opening: {present}; guests attending: {guests}.",
    ),
    "never-opened": ("chưa khai mạc", "never opened"),
    "quorum": (
        "Điều kiện tiến hành: cần {needed}/{members} có mặt ({formula}). Căn cứ: {citation}.",
        "Quorum: {needed} of {members} present ({formula}). Basis: {citation}.",
    ),
    "met": (
        "{at}: đủ điều kiện, có mặt {present}/{members}",
        "{at}: met, {present} of {members} present",
    ),
    "lost": (
        "{at}: không còn đủ, có mặt {present}/{members}",
        "{at}: lost, {present} of {members} present",
    ),
    "attended": ("Thành viên có dự: {who}", "Members who attended: {who}"),
    "never-came": ("Thành viên vắng mặt: {who}", "Members absent: {who}"),
    "poll": ("BIỂU QUYẾT {number}: {question}", "POLL {number}: {question}"),
    "poll-times": (
        "Mở lúc {opened}, kết thúc lúc {closed}{by}.",
        "Open from {opened} to {closed}{by}.",
    ),
    "by-chair": (" (chủ tọa kết thúc)", " (ended by the chair)"),
    "by-time": (" (hết giờ)", " (time ran out)"),
    "not-closed": ("chưa kết thúc", "never closed"),
    "could-vote": (
        "Được biểu quyết: {roll} thành viên; có mặt khi mở: {present}; vắng mặt: {absent}.",
        "Could vote: {roll} members; present at the opening: {present}; absent: {absent}.",
    ),
    "no-quorum": ("Khi mở không đủ điều kiện tiến hành.", "There was no quorum when it opened."),
    "answer": ("{choice} ({count}): {who}", "{choice} ({count}): {who}"),
    "nobody": ("không có ai", "nobody"),
    "for": ("Tán thành", "In favour"),
    "against": ("Không tán thành", "Against"),
    "abstain": ("Không biểu quyết", "Abstaining"),
    "silent": ("Có mặt, không bấm nút", "Present, did not press"),
    "absent": ("Vắng mặt", "Absent"),
    "formula": (
        "Công thức: {formula}, tính trên {base} ({base_count}); cần ít nhất {needed} tán thành.",
        "Formula: {formula}, over {base} ({base_count}); at least {needed} in favour needed.",
    ),
    "tie": (
        "Số phiếu hai bên bằng nhau: theo bên chủ tọa đã biểu quyết, nếu có.",
        "Both sides are equal: the side on which the chair voted decides, if there is one.",
    ),
    "basis": ("Căn cứ: {citation}.", "Legal basis: {citation}."),
    "unverified": ("{citation} (chưa đối chiếu)", "{citation} (not checked against the law)"),
    "outcome": (
        "Tính lại: {recounted}. Đã ghi: {recorded}. → {verdict}",
        "Counted again: {recounted}. As recorded: {recorded}. → {verdict}",
    ),
    "counts": (
        (
            "{yes} tán thành, {no} không tán thành, {abstain} không biểu quyết, {silent} không bấm,"
            " {absent} vắng"
        ),
        "{yes} for, {no} against, {abstain} abstaining, {silent} not pressing, {absent} absent",
    ),
    "agrees": ("KHỚP", "AGREES"),
    "differs": ("KHÔNG KHỚP", "DIFFERS"),
    "none": ("không có", "none"),
    "check-code": (
        "Mã đối chiếu: {code} (so với mã trên màn hình và trong biên bản).",
        "Check code: {code} (compare with the wall's and the minutes').",
    ),
    "voided": (
        "Biểu quyết này đã bị hủy, không có giá trị. Lý do: {reason}",
        "This poll was declared void. Reason: {reason}",
    ),
    "unannounced": ("Kết quả chưa được công bố.", "The result was never announced."),
    "carried": ("Đạt", "Carried"),
    "not-carried": ("Không đạt", "Not carried"),
    "vote-again": ("Cần biểu quyết lại", "Vote again"),
    "base-members": ("tổng số thành viên", "all members"),
    "base-entitled": ("số thành viên được biểu quyết", "members entitled to vote"),
    "base-present": ("số thành viên có mặt", "members present"),
    "base-cast": ("số phiếu đã biểu quyết", "ballots cast"),
    "base-for-and-against": ("số tán thành và không tán thành", "those for and against"),
    "step-files": ("Kiểm tệp {done}/{of}", "Checking file {done}/{of}"),
    "step-records": ("Kiểm bản ghi {done}/{of}", "Checking record {done}/{of}"),
}


class Words:
    """The phrases of one language."""

    def __init__(self, language: Language) -> None:
        self._index = list(Language).index(language)

    def say(self, phrase: str, **facts: str | int) -> str:
        """A phrase with its facts."""
        return _filled(_PHRASES[phrase][self._index], facts)

    def where(self, where: Where) -> str:
        """A place: a record by its number, or a file by its path."""
        if isinstance(where, int):
            return self.say("record", number=where)
        return self.say("file", path=where)

    def finding(self, finding: Finding) -> str:
        """The sentence of a finding, with its code for whoever looks it up."""
        return self.code(finding.code, finding.facts)

    def code(self, code: str, facts: Mapping[str, str | int]) -> str:
        """The sentence of a code; one without a sentence says its code alone."""
        sentence = FINDINGS.get(code, ("", ""))[self._index]
        return f"{_filled(sentence, facts)} [{code}]".lstrip()


def moment(at_ms: int) -> str:
    """Date and time in Vietnam to the second: `05/01/2026 08:30:00`."""
    local = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=min(at_ms, _LATEST_MS))
    return local.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")


def formula(numerator: int, denominator: int, count: int, base: int, *, strict: bool) -> str:
    """The comparison with its numbers: `2 × 15 = 30 > 1 × 21 = 21`, or with the sign that is true."""
    left, right = count * denominator, base * numerator
    true, false = (">", "≤") if strict else ("≥", "<")
    holds = left > right if strict else left >= right
    sign = true if holds else false
    return f"{denominator} × {count} = {left} {sign} {numerator} × {base} = {right}"


def plain(text: str) -> str:
    """`text` without control and direction characters."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def _filled(template: str, facts: Mapping[str, str | int]) -> str:
    return template.format_map(_Facts({name: plain(str(fact)) for name, fact in facts.items()}))
