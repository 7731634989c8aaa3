"""Marks of secrecy on a paper: MẬT, TỐI MẬT, TUYỆT MẬT. Pure functions over text; no PDF here.

A mark is a stamp: words standing alone on a line, in the number of the paper, in its metadata or its
file name (Thông tư 24/2020/TT-BCA gives stamps and their places). The word "mật" inside a sentence
("mật độ", "bí mật nhà nước") marks nothing. A hub checks at intake, a terminal again before it draws.
Text drawn as a picture reaches these functions only through character recognition.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_LEVEL = r"(?:tuyệt\s+mật|tối\s+mật|mật)"
_FRAME = " \t[](){}<>|*.:-–—_=“”\"'"
_KIND = r"(?:TÀILIỆU|VĂNBẢN|HỒSƠ)?"
_STAMP = re.compile(rf"(?:{_KIND}(?:TUYỆT|TỐI)?MẬT)+")
_STACKED = re.compile(r"(?<![^\W\d])(?:TUYỆT|TỐI)?MẬT(?![^\W\d])")
# the same words in the two encodings of the 1990s, whose fonts are still about; TCVN3 capitals are a font
_LEGACY = re.compile(r"(?i:(?:tuyÖt|tèi)?mËt)|(?:TUYEÄT|TOÁI)?MAÄT")
_READ = re.compile(r"(?:T\w{2,6})?M[AẬÂẠẶĂẦẤẨ]{1,2}T")
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
_SUFFIX = re.compile(r"\.[A-Za-z]{3,4}$")
_CARRIES_ON = ("bí", "cơ", "độ", "bảo", "và", "hoặc", "là", "mức", "loại", ",", ";", "/")
_CARRIED_ON = re.compile(r"(?:độ(?!\s+(?:mật|khẩn))|mã|khẩu|vụ|thám|ong|nghị|ước)\b", re.IGNORECASE)
_APART = 2  # letters of a piece of a word whose letters were set one by one
_RUN = 40  # letters looked at together: the longest mark twice
_COLUMNS = re.compile(r"\t|\s{3,}")
# letters of other scripts that look the same
_ALIKE = str.maketrans("МТОІҮЕΜΤΟΙΥΕ", "MTOIYEMTOIYE")
_INVISIBLE = {ord(char): None for char in "\u00ad\u200b\u200c\u200d\u2060\ufeff"}


def line_is_marked(line: str, before: str = "", after: str = "") -> bool:
    """Whether a line of a page is a mark; `before` and `after` are its neighbours in the paragraph.

    A heading broken inside its words ("BẢO VỆ BÍ / MẬT", "MẬT / ĐỘ XÂY DỰNG") is no mark.
    """
    line = _plain(line)
    text = _joined(line)
    if _FIELD.search(text) or _NUMBER.fullmatch(text):
        return True
    if text.isupper() and (found := _BRACKETED.search(text)) and found.end() == len(text):
        return True
    if not any(_is_stamp(column) for column in _COLUMNS.split(line)):
        return False
    if _clean(before).lower().endswith(_CARRIES_ON):
        return False
    return not _CARRIED_ON.match(_clean(after))


def paragraph_is_marked(lines: Iterable[str]) -> bool:
    """Whether any line of a paragraph is a mark."""
    whole = ["", *lines, ""]
    return any(
        line_is_marked(line, before, after)
        for before, line, after in zip(whole, whole[1:], whole[2:], strict=False)
    )


def page_is_marked(paragraphs: Iterable[Sequence[str]]) -> bool:
    """Whether any paragraph of a page is, or letters set one by one make, a mark."""
    run = ""
    for lines in paragraphs:
        if paragraph_is_marked(lines):
            return True
        for line in lines:
            words = _plain(line).split()
            apart = all(len(word) <= _APART for word in words)
            run = (run + _letters("".join(words)))[-_RUN:] if apart else ""
            if _STACKED.search(run):
                return True
    return False


def reading_is_marked(lines: Iterable[str]) -> bool:
    """Whether lines that a machine read off a picture have a mark, slips of single accents allowed."""
    whole = list(lines)
    slips = (_READ.fullmatch(_letters(_plain(line))) for line in whole)
    return any(slips) or paragraph_is_marked(whole)


def metadata_is_marked(value: str) -> bool:
    """Whether a metadata value (title, subject, one or more keywords) is or carries a mark."""
    text = _clean(value)
    if _FIELD.search(text) or _BRACKETED.search(text):
        return True
    parts = re.split(r"[,;|]", text)
    return any(re.fullmatch(_LEVEL, part.strip(_FRAME), re.IGNORECASE) for part in parts)


def file_name_is_marked(name: str) -> bool:
    """Whether a file name carries a mark: `[MẬT]`, `… tối mật.pdf`, or a number such as `05-BC-UBND-M`."""
    stem = _SUFFIX.sub("", _clean(name))
    if _BRACKETED.search(stem) or _NAME_NUMBER.search(stem):
        return True
    return _NAME.search(re.sub(r"[\s_\-.]+", " ", stem).strip()) is not None


def _is_stamp(text: str) -> bool:
    letters = _letters(text)
    return bool(_STAMP.fullmatch(letters) or _LEGACY.fullmatch(letters))


def _letters(text: str) -> str:
    """Without spaces, frames and rules."""
    return re.sub(r"[\W_]+", "", text)


def _plain(text: str) -> str:
    """Composed, without what cannot be seen, look-alikes of other scripts as the letters they pass for."""
    return unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).translate(_ALIKE)


def _joined(text: str) -> str:
    return " ".join(text.split())


def _clean(text: str) -> str:
    return _joined(_plain(text))
