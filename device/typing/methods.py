"""The input methods as tables: what each key does to the word before it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from device.typing.letters import BARE, FORMS, Tone, untoned


class Method(Struct, frozen=True):
    """One way to type. A key that is in none of the tables stands for itself.

    `tones`: key → tone given (LEVEL: taken away). `marks`: key → bare letter → letter with its mark.
    `alone`: key → the letter it stands for where there is nothing to mark.
    """

    name: str
    tones: Mapping[str, Tone]
    marks: Mapping[str, Mapping[str, str]]
    alone: Mapping[str, str]

    def takes(self, key: str) -> bool:
        """Whether a key belongs into a word: a letter, or what marks one."""
        low = key.lower()
        return low in FORMS or low in self.tones or low in self.marks


_NOTHING: Mapping[str, str] = MappingProxyType({})

TELEX = Method(
    "telex",
    MappingProxyType(
        {
            "s": Tone.ACUTE,
            "f": Tone.GRAVE,
            "r": Tone.HOOK,
            "x": Tone.TILDE,
            "j": Tone.DOT,
            "z": Tone.LEVEL,
        }
    ),
    MappingProxyType(
        {
            "a": MappingProxyType({"a": "â"}),
            "e": MappingProxyType({"e": "ê"}),
            "o": MappingProxyType({"o": "ô"}),
            "w": MappingProxyType({"a": "ă", "o": "ơ", "u": "ư"}),
            "d": MappingProxyType({"d": "đ"}),
        }
    ),
    MappingProxyType({"w": "ư"}),
)

VNI = Method(
    "vni",
    MappingProxyType(
        {
            "1": Tone.ACUTE,
            "2": Tone.GRAVE,
            "3": Tone.HOOK,
            "4": Tone.TILDE,
            "5": Tone.DOT,
            "0": Tone.LEVEL,
        }
    ),
    MappingProxyType(
        {
            "6": MappingProxyType({"a": "â", "e": "ê", "o": "ô"}),
            "7": MappingProxyType({"o": "ơ", "u": "ư"}),
            "8": MappingProxyType({"a": "ă"}),
            "9": MappingProxyType({"d": "đ"}),
        }
    ),
    _NOTHING,
)

ENGLISH = Method("english", MappingProxyType({}), MappingProxyType({}), _NOTHING)


def spell(word: str, method: Method) -> str:
    """Keys that type a Vietnamese word, the tone last. `compose` tells whether they really give it."""
    keys, last, before = [], "", ""
    for letter in unicodedata.normalize("NFC", word):
        form, tone = untoned(letter)
        doubled = form if form.lower() == before and before in method.marks else ""  # xoong: xooong
        keys.append(_letter_keys(form, method) + doubled)
        last, before = last or _tone_key(tone, method), form.lower()
    return "".join(keys) + last


def _letter_keys(form: str, method: Method) -> str:
    low = form.lower()
    root = BARE.get(low, low)
    marks = [key for key, marked in method.marks.items() if marked.get(root) == low]
    if not marks:
        return form
    return (root if form == low else root.upper()) + marks[0]


def _tone_key(tone: Tone, method: Method) -> str:
    if tone is Tone.LEVEL:
        return ""
    return next((key for key, given in method.tones.items() if given is tone), "")
