"""Marks of secrecy on a paper: MẬT, TỐI MẬT, TUYỆT MẬT. Pure functions over text; no PDF here.

A mark is a stamp: words standing alone on a line, in the number of the paper, in its metadata or its
file name. The word "mật" inside a sentence ("mật độ", "bí mật nhà nước") marks nothing. A stamp that
is only a picture in a scan cannot be seen here; people remain responsible for those.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LEVEL = r"(?:tuyệt\s+mật|tối\s+mật|mật)"
_FRAME = " \t[](){}<>|*.:-–—_=“”\"'"
_STAMP = re.compile(r"(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT|M\s+Ậ\s+T)")
_FIELD = re.compile(rf"(?:độ|mức)(?:\s+độ)?\s+mật\s*[:\-–]\s*[\[(“\"]?\s*{_LEVEL}\b", re.IGNORECASE)
_NUMBER = re.compile(
    rf"(?:số|so)\s*:?\s*\d*\s*[/\-]\s*\S+?"
    rf"(?:\s*\((?:M|TM|TgM|{_LEVEL})\)|[^\s\-]-[^\s\-]+-(?:M|TM|TgM))\s*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(rf"[\[(]\s*{_LEVEL}\s*[\])]", re.IGNORECASE)
_NAME = re.compile(
    rf"^{_LEVEL}(?=\s*$|\s+\d)|(?<!\w)(?:(?:tuyet|toi)\s+mat|tuyệt\s+mật|tối\s+mật)$"
    r"|(?<!\bbí )(?<!\bcơ )(?<!\bđộ )(?<!\bbảo )(?<!\bnội )(?<!\w)mật$",
    re.IGNORECASE,
)
_NAME_NUMBER = re.compile(r"\d.*(?:\((?:M|TM|TgM)\)|[\-_](?:M|TM|TgM))$")
_CARRIES_ON = ("bí", "cơ", "độ", "bảo", "và", "hoặc", "là", "mức", "loại", ",", ";", "/")


def line_is_marked(line: str, before: str = "") -> bool:
    """Whether a line of a page is a mark; `before` is the line above it in the same paragraph.

    A heading broken before its last word ("BẢO VỆ BÍ / MẬT") is no mark.
    """
    text = _clean(line)
    if _FIELD.search(text) or _NUMBER.fullmatch(text):
        return True
    if not _STAMP.fullmatch(text.strip(_FRAME)):
        return False
    return not _clean(before).lower().endswith(_CARRIES_ON)


def paragraph_is_marked(lines: Iterable[str]) -> bool:
    """Whether any line of a paragraph is a mark."""
    before = ""
    for line in lines:
        if line_is_marked(line, before):
            return True
        before = line
    return False


def metadata_is_marked(value: str) -> bool:
    """Whether a metadata value (title, subject, one or more keywords) is or carries a mark."""
    text = _clean(value)
    if _FIELD.search(text) or _BRACKETED.search(text):
        return True
    parts = re.split(r"[,;|]", text)
    return any(re.fullmatch(_LEVEL, part.strip(_FRAME), re.IGNORECASE) for part in parts)


def file_name_is_marked(name: str) -> bool:
    """Whether a file name carries a mark: `[MẬT]`, `… tối mật.pdf`, or a number such as `05-BC-UBND-M`."""
    stem = _clean(name)
    stem = stem[:-4] if stem.lower().endswith(".pdf") else stem
    if _BRACKETED.search(stem) or _NAME_NUMBER.search(stem):
        return True
    return _NAME.search(re.sub(r"[\s_\-.]+", " ", stem).strip()) is not None


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
