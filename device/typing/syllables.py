"""Which letters make a Vietnamese syllable: initials, rhymes, and what may come of letters typed so far.

Letters are forms (`device.typing.letters`): lower case, without tone. Letters are *viable* if more keys can
still turn them into a syllable, so a letter whose mark is not typed yet stands for the marked one too; they
are *complete* if they are one. Everything else is a foreign word, which typing leaves alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from device.typing.letters import BARE, VOWELS, Tone, bare

INITIALS = (  # longer ones first, so that the first reading is the usual one
    "ngh",
    *("ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", ""),
)

FINALS = {  # nucleus → what may follow it; - nothing
    "a": "- c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- ch m n nh p t u",
    "i": "- a ch m n nh p t u",
    "iê": "c m n ng p t u",
    "o": "- c i m n ng p t",
    "oa": "- c ch i m n ng nh o p t y",
    "oă": "c m n ng t",
    "oe": "- m n o t",
    "oo": "c ng",
    "ô": "- c i m n ng p t",
    "ơ": "- i m n p t",
    "u": "- a c i m n ng p t",
    "uâ": "n ng t y",
    "uê": "- ch nh",
    "uô": "c i m n ng t",
    "uơ": "-",
    "uy": "- a ch n nh p t u",
    "uyê": "n t",
    "ư": "- a c i m n ng t u",
    "ươ": "c i m n ng p t u",
    "y": "-",
    "yê": "m n ng t u",
}
FINALS_AFTER_QU = {
    **{nucleus: ends for nucleus, ends in FINALS.items() if nucleus[0] not in "ouưy"},
    "y": "- ch n nh p t",
    "yê": "n t",
}
PLACE_NAMES = (  # of the Central Highlands, spelled outside the rules: Đắk Lắk, Krông Búk, M'Đrắk, Đạ Tẻh
    *("buk", "đăk", "đrăk", "krông", "lăk", "păk", "plông", "prông", "teh"),
)

_FRONT = frozenset("eiy")
_STOPS = ("c", "ch", "k", "p", "t")
_STOP_TONES = frozenset({Tone.LEVEL, Tone.ACUTE, Tone.DOT})


def _rhymes(finals: dict[str, str]) -> frozenset[str]:
    return frozenset(
        nucleus + end.removeprefix("-") for nucleus, ends in finals.items() for end in ends.split()
    )


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    """Every beginning of the words, each marked letter also without its mark."""
    return frozenset(
        "".join(letters)
        for word in words
        for length in range(len(word) + 1)
        for letters in product(*(form + BARE.get(form, "") for form in word[:length]))
    )


_RHYMES, _AFTER_QU = _rhymes(FINALS), _rhymes(FINALS_AFTER_QU)
_BEGUN, _BEGUN_AFTER_QU = _beginnings(_RHYMES), _beginnings(_AFTER_QU)
_NAMES_BEGUN = _beginnings(PLACE_NAMES)


def viable(forms: str, tone: Tone) -> bool:
    """Whether further keys can make these letters with this tone a syllable, or they are one."""
    if not _tone_fits(forms, tone):
        return False
    return (
        forms in _NAMES_BEGUN
        or any(initial.startswith(forms) for initial in INITIALS)
        or any(_begun(initial, rest) for initial, rest in readings(forms))
    )


def complete(forms: str, tone: Tone) -> bool:
    """Whether these letters with this tone are a syllable, or a single letter."""
    if not _tone_fits(forms, tone):
        return False
    return (
        len(forms) == 1
        or forms in PLACE_NAMES
        or any(_whole(initial, rest) for initial, rest in readings(forms))
    )


def readings(forms: str) -> Iterator[tuple[str, str]]:
    """Every way to cut the letters into initial and rhyme, the usual one first: `già` is gi+a, `gì` g+i."""
    for initial in INITIALS:
        rest = forms.removeprefix(initial)
        if forms.startswith(initial) and rest and _may_follow(initial, rest):
            yield initial, rest


def vowels_of(forms: str) -> tuple[int, int]:
    """Where the vowels of a viable syllable begin and end, those of qu and gi left out."""
    cuts = [initial for initial, rest in readings(forms) if _begun(initial, rest)]
    start = len(cuts[0]) if cuts else _first_vowel(forms)
    end = start
    while end < len(forms) and forms[end] in VOWELS:
        end += 1
    return start, end


def _first_vowel(forms: str) -> int:
    return next((place for place, form in enumerate(forms) if form in VOWELS), len(forms))


def _may_follow(initial: str, rest: str) -> bool:
    """The spelling of c/k, g/gh, ng/ngh. K is free, for names like Bắc Kạn and Mê Kông."""
    front = bare(rest[0]) in _FRONT
    if initial in ("c", "ng"):
        return not front
    if initial == "g":
        return not front or rest[0] == "i"
    if initial in ("gh", "ngh"):
        return front
    if initial == "gi":
        return rest[0] not in "iy"
    return not rest.startswith("yê") or initial in ("", "qu")


def _begun(initial: str, rest: str) -> bool:
    return rest in (_BEGUN_AFTER_QU if initial == "qu" else _BEGUN)


def _whole(initial: str, rest: str) -> bool:
    return rest in (_AFTER_QU if initial == "qu" else _RHYMES)


def _tone_fits(forms: str, tone: Tone) -> bool:
    """A syllable that ends in a stop has no tone, sắc or nặng."""
    stopped = forms.endswith(_STOPS) and any(form in VOWELS for form in forms)
    return tone in _STOP_TONES or not stopped
