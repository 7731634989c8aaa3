"""Vietnamese letters: those with a hat, horn, breve or stroke, the tones, and where a tone stands.

A *form* is a lower-case letter without tone: twelve vowels, đ, and the consonants.
"""

from __future__ import annotations

import unicodedata
from enum import Enum


class Tone(Enum):
    """The six tones, by the mark each puts over or under a vowel."""

    LEVEL = ""
    ACUTE = "\u0301"
    GRAVE = "\u0300"
    HOOK = "\u0309"
    TILDE = "\u0303"
    DOT = "\u0323"


class ToneStyle(Enum):
    """Where the tone of an open oa, oe, uy stands.

    TRADITIONAL (hòa, khỏe, thủy) is the default: Nghị định 30/2020/NĐ-CP prescribes the national title as
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", so every official paper carries it. MODERN is hoà, khoẻ, thuỷ.
    """

    TRADITIONAL = "traditional"
    MODERN = "modern"


BARE = {"ă": "a", "â": "a", "đ": "d", "ê": "e", "ô": "o", "ơ": "o", "ư": "u"}
VOWELS = frozenset("aăâeêioôơuưy")
FORMS = frozenset("abcdefghijklmnopqrstuvwxyz") | frozenset(BARE)
_MARKED = VOWELS & BARE.keys()
_OPEN_PAIRS = ("oa", "oe", "uy")
_UNFINISHED = ("ie", "ye", "uo", "uye")  # iê, yê, uô or ươ, uyê before their mark is typed


def bare(forms: str) -> str:
    """The same letters without hat, horn, breve and stroke."""
    return "".join(BARE.get(form, form) for form in forms)


def toned(letter: str, tone: Tone) -> str:
    """A vowel with a tone, composed (NFC)."""
    return unicodedata.normalize("NFC", letter + tone.value)


def untoned(letter: str) -> tuple[str, Tone]:
    """A letter's form or capital, and the tone it carries."""
    found = [Tone(mark) for mark in unicodedata.normalize("NFD", letter) if mark in _TONE_MARKS]
    kept = [mark for mark in unicodedata.normalize("NFD", letter) if mark not in _TONE_MARKS]
    form = unicodedata.normalize("NFC", "".join(kept))
    return form, found[0] if found else Tone.LEVEL


_TONE_MARKS = frozenset(tone.value for tone in Tone if tone is not Tone.LEVEL)


def tone_place(vowels: str, closed: bool, style: ToneStyle) -> int:
    """Which of a syllable's vowels (those of qu and gi left out) carries the tone.

    The last one with a mark of its own; else before a final consonant the last; else the middle one of
    three; else the first of two, but for oa, oe, uy as the style has it.
    """
    marked = [place for place, form in enumerate(vowels) if form in _MARKED]
    if marked:
        return marked[-1]
    if closed or vowels in _UNFINISHED:
        return len(vowels) - 1
    if len(vowels) > 2:  # ngoài, khuỷu
        return 1
    return int(vowels in _OPEN_PAIRS and style is ToneStyle.MODERN)
