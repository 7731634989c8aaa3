"""Text folded for search, with the way back: case, accents, đ, blanks and hyphenation no longer matter.

`nghi quyet` finds `Nghị  quyết` because both fold to the same. What folding does:

- letters lose case and accents, đ becomes d; typographic dashes and quotes become plain ones;
- runs of white space become one blank; invisible characters vanish;
- a hyphen at the end of a line joins: `infor-⏎mation` is one word, `NQ-⏎HĐND` keeps its hyphen since a
  capital follows.

Folding a folded text changes nothing. Decomposed text (NFD) folds like composed text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from msgspec import Struct

_LETTERS = (
    *range(0x20, 0x530),
    *range(0x1E00, 0x2000),
)  # Latin, Greek, Cyrillic; Vietnamese in 1EA0-1EF9
_MARKS = "\u0300-\u036f"
_INVISIBLE = _MARKS + "\u00ad\u200b-\u200d\u2060\ufeff"
_SIGNS = {
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **{chr(code): " " for code in range(0x3001) if chr(code).isspace()},
}


def _folded_letter(char: str) -> str:
    apart = unicodedata.normalize("NFD", char.casefold())
    return "".join(part for part in apart if not unicodedata.combining(part)).replace("đ", "d")


_FOLDED = {code: _folded_letter(chr(code)) for code in _LETTERS} | {
    code: _folded_letter(chr(code))
    for code in range(0xFB00, 0xFB07)  # ligatures: ﬁ, ﬂ
}
_TABLE = {
    **{code: char for code, char in _FOLDED.items() if len(char) == 1},
    **{ord(sign): plain for sign, plain in _SIGNS.items()},
}
_LONGER = {chr(code): chars for code, chars in _FOLDED.items() if len(chars) > 1}
_IRREGULAR = (
    re.compile(  # each branch begins with a set of characters, which makes it seven times as fast
        rf"\s[\s{_INVISIBLE}]+"
        rf"|[-‐{_INVISIBLE}{''.join(_LONGER)}](?:"
        rf"(?<=[-‐\u00ad])(?<=[^\W\d_].|[{_MARKS}].)[ \t]*[\r\n]\s*(?=(?P<joined>[^\W\d_]))"
        rf"|(?<=[{_INVISIBLE}])[\s{_INVISIBLE}]*"
        rf"|(?<=[{''.join(_LONGER)}]))"
    )
)
_PLACED = {  # the tone of an open oa, oe, uy on its second letter → on its first
    modern: traditional
    for moderns, traditionals in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for modern, traditional in zip(moderns.split(), traditionals.split(), strict=True)
}
_MODERN = re.compile(rf"[ou][{''.join(pair[1] for pair in _PLACED)}]\b")


class Folded(Struct, frozen=True):
    """A text and its folded form; `origin` leads from places in the latter to places in the former.

    `recognised`: a machine read it off a picture, expect slips.
    """

    source: str
    text: str
    _breaks: tuple[int, ...]  # folded places from where on the source lies otherwise than before
    _shifts: tuple[int, ...]  # how far ahead of the folded place it lies from there on
    recognised: bool = False

    def origin(self, place: int) -> int:
        """Where in the source the folded character at `place` comes from; the end leads to the end."""
        if place >= len(self.text):
            return len(self.source)
        found = bisect_right(self._breaks, place)
        return place + (self._shifts[found - 1] if found else 0)

    @property
    def blank(self) -> bool:
        """Whether there is nothing to be found, as on a page that was scanned."""
        return not self.text.strip()


def fold(text: str) -> Folded:
    """Fold `text`. Linear in its length."""
    pieces: list[str] = []
    breaks: list[int] = []
    shifts: list[int] = []
    done = length = 0
    for found in _IRREGULAR.finditer(text):
        plain = text[done : found.start()].translate(_TABLE)
        instead = _instead(found)
        pieces += plain, instead
        length += len(plain) + len(instead)
        done = found.end()
        _note(breaks, shifts, length, done - length, instead)
    pieces.append(text[done:].translate(_TABLE))
    return Folded(text, "".join(pieces), tuple(breaks), tuple(shifts))


def folded(text: str) -> str:
    """The folded form alone."""
    return fold(text).text


def accented(text: str) -> str:
    """A form that keeps accents, but neither case nor the style of placing tones: hoà becomes hòa.

    Two texts that are equal here are the same words.
    """
    plain = unicodedata.normalize("NFC", " ".join(text.split()).casefold())
    return _MODERN.sub(lambda found: _PLACED.get(found[0], found[0]), plain)


def _instead(found: re.Match[str]) -> str:
    if found["joined"]:
        return "" if found["joined"].islower() else "-"
    if found[0] in _LONGER:
        return _LONGER[found[0]]
    return " " if any(char.isspace() for char in found[0]) else ""


def _note(breaks: list[int], shifts: list[int], place: int, shift: int, instead: str) -> None:
    """From `place` on the source lies `shift` ahead; inside a longer form every character is the first."""
    for within in range(1, len(instead)):
        breaks.append(place - len(instead) + within)
        shifts.append(shift + len(instead) - 1 - within)
    breaks.append(place)
    shifts.append(shift)
