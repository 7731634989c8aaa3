from __future__ import annotations

import pytest

from device.typing.letters import BARE, Tone, bare, untoned
from device.typing.syllables import FINALS, FINALS_AFTER_QU, complete, readings, viable, vowels_of
from tests.device.typing.words import WORDS


def parts(word: str) -> tuple[str, Tone]:
    pairs = [untoned(letter) for letter in word.lower()]
    tone = next((tone for _form, tone in pairs if tone is not Tone.LEVEL), Tone.LEVEL)
    return "".join(form for form, _tone in pairs), tone


def test_every_word_is_complete() -> None:
    assert [word for word in WORDS if not complete(*parts(word))] == []


def test_every_beginning_of_a_word_is_viable_with_and_without_its_marks() -> None:
    beginnings = {parts(word)[0][:length] for word in WORDS for length in range(1, len(word) + 1)}

    assert [forms for forms in beginnings if not viable(forms, Tone.LEVEL)] == []
    assert [forms for forms in beginnings if not viable(bare(forms), Tone.LEVEL)] == []


def test_the_words_use_nearly_every_rhyme() -> None:
    used = {rest for word in WORDS for _initial, rest in list(readings(parts(word)[0]))[:1]}
    rhymes = {
        nucleus + end.removeprefix("-")
        for finals in (FINALS, FINALS_AFTER_QU)
        for nucleus, ends in finals.items()
        for end in ends.split()
    }

    assert len(rhymes - used) < len(rhymes) / 4


@pytest.mark.parametrize(
    "forms", ["win", "stra", "bl", "cê", "ki-a", "ngê", "ghô", "aa", "ươg", "gii", "pt", "đđ"]
)
def test_what_cannot_become_a_syllable(forms: str) -> None:
    assert not viable(forms, Tone.LEVEL)
    assert not complete(forms, Tone.LEVEL)


@pytest.mark.parametrize("forms", ["cach", "câp", "hoc", "hêt"])
def test_a_stop_at_the_end_allows_two_tones(forms: str) -> None:
    allowed = {tone for tone in Tone if viable(forms, tone)}

    assert allowed == {Tone.LEVEL, Tone.ACUTE, Tone.DOT}


@pytest.mark.parametrize(
    ("forms", "vowels"),
    [
        ("quyên", "yê"),
        ("gia", "a"),
        ("gi", "i"),
        ("giêng", "iê"),
        ("qua", "a"),
        ("nghi", "i"),
        ("b", ""),
    ],
)
def test_the_u_of_qu_and_the_i_of_gi_are_no_vowels(forms: str, vowels: str) -> None:
    start, end = vowels_of(forms)

    assert forms[start:end] == vowels


def test_every_marked_letter_has_a_bare_one() -> None:
    assert {bare(form) for form in BARE} == set("adeou")
