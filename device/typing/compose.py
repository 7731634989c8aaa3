"""From the keys of one word to its text: Telex, VNI, or the keys themselves.

Theory of operation. A word is folded from its keys, one after the other; nothing else is remembered, so
taking keys away gives what the rest would have given. Rules, in this order, for each key:

1. A tone key gives the word its tone, wherever in the word it comes; a mark key marks the last letter it
   can mark. Both only where the outcome can still become a Vietnamese syllable.
2. The same key again takes back what it did, and then stands for itself: `aaa` → aa, `ass` → as.
   If other keys came in between, this is a foreign word: `tests` → tests.
3. Any other key is a letter.

Letters that cannot become a syllable are shown as typed: `windows`, `cooperate` (typed coooperate). In
capitals, and where there is no vowel, only đ is kept: HĐND, ATLĐ, since official papers are full of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from device.typing.letters import BARE, VOWELS, Tone, ToneStyle, bare, tone_place, toned
from device.typing.methods import Method
from device.typing.syllables import complete, viable, vowels_of

MAX_KEYS = 32  # keys of one word; `nghieengs` has 9, the rest is somebody leaning on the keyboard
_PAIR = re.compile("[uư][oơ]")
_OPEN_UO = frozenset({"h", "kh", "th"})  # huơ, khuơ, thuở: the only initials before an open uơ


class Sign(Struct, frozen=True):
    """One character of a word and the keys (by number) it comes from."""

    char: str
    keys: frozenset[int]


class Composition(Struct, frozen=True):
    """A word as it stands after its keys, and whether it is whole: `ươ`, `tié` still want more."""

    signs: tuple[Sign, ...]
    whole: bool
    typed: tuple[Sign, ...]  # the same as typed, for when it ends without being whole

    @property
    def text(self) -> str:
        """What is shown while the word is being typed."""
        return "".join(sign.char for sign in self.signs)

    @property
    def finished(self) -> str:
        """What stays when the word is over: a Vietnamese syllable, or what was typed."""
        return self.text if self.whole else "".join(sign.char for sign in self.typed)


class _Letter(Struct, frozen=True):
    form: str
    upper: bool
    keys: tuple[int, ...]
    alone: str = ""  # the key that stands for this letter by itself

    @property
    def marked(self) -> bool:
        """Whether a key of its own gave it its mark."""
        return bool(self.alone) or (self.form in BARE and len(self.keys) > 1)


class _Word(Struct, frozen=True):
    letters: tuple[_Letter, ...] = ()
    tone: Tone = Tone.LEVEL
    tone_keys: tuple[int, ...] = ()
    typed: tuple[Sign, ...] = ()
    foreign: bool = False

    @property
    def forms(self) -> str:
        return "".join(letter.form for letter in self.letters)

    @property
    def viable(self) -> bool:
        return not self.foreign and viable(self.forms, self.tone)


def compose(keys: str, method: Method, style: ToneStyle = ToneStyle.TRADITIONAL) -> str:
    """The text of one word while it is being typed, composed (NFC)."""
    return analyse(keys, method, style).text


def analyse(keys: str, method: Method, style: ToneStyle) -> Composition:
    """The same with the keys behind each character; keys beyond `MAX_KEYS` stand for themselves."""
    word = _Word()
    for number, key in enumerate(keys[:MAX_KEYS]):
        word = _after(word, key, number, method)
    excess = tuple(Sign(key, frozenset({MAX_KEYS + n})) for n, key in enumerate(keys[MAX_KEYS:]))
    typed = _with_strokes(word.typed, method) + excess
    if excess or not word.viable:
        return Composition(typed, whole=False, typed=typed)
    forms = _settled(word.forms)
    return Composition(_signs(word, forms, style), complete(forms, word.tone), typed)


def without_last(keys: str, method: Method, style: ToneStyle) -> str:
    """The keys that remain when the last character is taken away; the tone goes with the last vowel."""
    signs = analyse(keys, method, style).signs
    kept = frozenset[int]().union(*(sign.keys for sign in signs[:-1]))
    return "".join(key for number, key in enumerate(keys) if number in kept)


def _after(word: _Word, key: str, number: int, method: Method) -> _Word:
    """The word after one more key."""
    low = key.lower()
    plain = replace(
        word,
        letters=(*word.letters, _Letter(low, key != low, (number,))),
        typed=(*word.typed, Sign(key, frozenset({number}))),
    )
    if not word.foreign and low in method.tones:
        return _toned(word, plain, low, number, method)
    if not word.foreign and low in method.marks:
        return _marked(word, plain, low, number, method)
    return plain


def _toned(word: _Word, plain: _Word, key: str, number: int, method: Method) -> _Word:
    tone = method.tones[key]
    if not any(form in VOWELS for form in word.forms):
        return plain
    if tone is word.tone:
        repeated = tone is not Tone.LEVEL and word.viable
        return _untoned(word, plain, number) if repeated else plain
    changed = replace(word, tone=tone, tone_keys=(*word.tone_keys, number), typed=plain.typed)
    return changed if changed.viable else plain


def _untoned(word: _Word, plain: _Word, number: int) -> _Word:
    if word.tone_keys[-1] != number - 1:
        return replace(plain, foreign=True)
    return replace(plain, tone=Tone.LEVEL, tone_keys=(), typed=_collapsed(word.typed, number))


def _marked(word: _Word, plain: _Word, key: str, number: int, method: Method) -> _Word:
    for letters in _markings(word.letters, method.marks[key], number):
        changed = replace(word, letters=letters, typed=plain.typed)
        if changed.viable:
            return changed
    if key in method.alone:
        last = replace(plain.letters[-1], form=method.alone[key], alone=key)
        changed = replace(plain, letters=(*word.letters, last))
        if changed.viable:
            return changed
    made = method.marks[key].values()
    if word.viable and any(each.form in made and each.marked for each in word.letters):
        return _unmarked(word, plain, key, number, method)
    return plain


def _markings(
    letters: tuple[_Letter, ...], marks: Mapping[str, str], number: int
) -> Iterator[tuple[_Letter, ...]]:
    """Every way a key can mark letters: both of uo first, then single ones, the last first."""
    changes = {
        place: replace(letter, form=marks[bare(letter.form)], keys=(*letter.keys, number), alone="")
        for place, letter in enumerate(letters)
        if marks.get(bare(letter.form), letter.form) != letter.form
    }
    pairs = [
        {place, place + 1}
        for place in changes
        if place + 1 in changes
        and letters[place].form == "u"
        and bare(letters[place + 1].form) == "o"
    ]
    for chosen in (*pairs, *({place} for place in reversed(changes))):
        yield tuple(
            changes[place] if place in chosen else letter for place, letter in enumerate(letters)
        )


def _unmarked(word: _Word, plain: _Word, key: str, number: int, method: Method) -> _Word:
    """Take the key's marks back and let it stand for itself."""
    made = method.marks[key].values()
    undone = [letter for letter in word.letters if letter.form in made and letter.marked]
    if not any(letter.keys[-1] == number - 1 for letter in undone):
        return replace(plain, foreign=True)
    letters = tuple(_restored(letter) if letter in undone else letter for letter in word.letters)
    return replace(
        plain, letters=(*letters, plain.letters[-1]), typed=_collapsed(word.typed, number)
    )


def _restored(letter: _Letter) -> _Letter:
    return replace(letter, form=letter.alone or bare(letter.form), keys=letter.keys[:1], alone="")


def _collapsed(typed: tuple[Sign, ...], number: int) -> tuple[Sign, ...]:
    """The last character again, standing for one more key."""
    return (*typed[:-1], replace(typed[-1], keys=typed[-1].keys | {number}))


def _settled(forms: str) -> str:
    """The spelling of u and o that both take a horn: ươ before more letters, thuở but not thưở."""
    start, end = vowels_of(forms)
    pair = forms[start : start + 2]
    if not _PAIR.fullmatch(pair) or pair == "uo":
        return forms
    if end > start + 2 or end < len(forms):
        return f"{forms[:start]}ươ{forms[start + 2 :]}"
    return f"{forms[:start]}uơ" if pair == "ươ" and forms[:start] in _OPEN_UO else forms


def _signs(word: _Word, forms: str, style: ToneStyle) -> tuple[Sign, ...]:
    """The word's characters; the tone hangs on every vowel, so that it goes with the last of them."""
    start, end = vowels_of(forms)
    place = start + tone_place(forms[start:end], end < len(forms), style) if end > start else -1
    return tuple(
        _sign(letter, form, word, number == place)
        for number, (letter, form) in enumerate(zip(word.letters, forms, strict=True))
    )


def _sign(letter: _Letter, form: str, word: _Word, carries_tone: bool) -> Sign:
    char = toned(form, word.tone) if carries_tone else form
    keys = frozenset(letter.keys + (word.tone_keys if form in VOWELS else ()))
    return Sign(char.upper() if letter.upper else char, keys)


def _with_strokes(typed: tuple[Sign, ...], method: Method) -> tuple[Sign, ...]:
    """Abbreviations keep their đ: in capitals, and without vowels, d and its mark key become one."""
    text = "".join(sign.char for sign in typed)
    if not (text.isupper() and len(text) > 1) and VOWELS & set(bare(text.lower())):
        return typed
    signs: list[Sign] = []
    for sign in typed:
        strokes = "d" in method.marks.get(sign.char.lower(), ()) and len(sign.keys) == 1
        signs[-2:] = _stroked(signs[-2:], sign) if strokes else [*signs[-2:], sign]
    return tuple(signs)


def _stroked(before: list[Sign], sign: Sign) -> list[Sign]:
    """The last two characters and a stroke key: D D → Đ, a third takes it back, with a fourth it is ĐĐ."""
    if not before or before[-1].char not in "dDđĐ":
        return [*before, sign]
    last = before[-1]
    plain, crossed = ("D", "Đ") if last.char in "DĐ" else ("d", "đ")
    if last.char == crossed and len(last.keys) > 1:
        first = min(last.keys)
        return [
            *before[:-1],
            Sign(plain, frozenset({first})),
            Sign(sign.char, (last.keys | sign.keys) - {first}),
        ]
    if last.char == plain and len(last.keys) == 1:
        return [*before[:-1], Sign(crossed, last.keys | sign.keys)]
    if last.char == plain:
        return [
            replace(each, char=crossed) for each in (before[0], Sign(plain, last.keys | sign.keys))
        ]
    return [*before, sign]
