from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.typing.compose import MAX_KEYS
from device.typing.editor import MAX_TEXT, Editor, TypingMode
from device.typing.letters import ToneStyle
from device.typing.methods import ENGLISH, TELEX, VNI

MODE = TypingMode(TELEX, ToneStyle.TRADITIONAL)
BACK, UNDO, HOME = "⌫", "⎌", "⇤"  # how the tests write keys that are no characters


def typed(keys: str, editor: Editor | None = None, mode: TypingMode = MODE) -> Editor:
    editor = editor or Editor()
    for key in keys:
        if key == BACK:
            editor = editor.backspace(mode)
        elif key == UNDO:
            editor = editor.undo(mode)
        elif key == HOME:
            editor = editor.move(0)
        else:
            editor = editor.press(key, mode)
    return editor


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("Bieeur quyeest khoong tasn thafnh nguwowif", "Biểu quyết không tán thành người"),
        ("Cawn cuws Nghij quyeets soos 15/NQ-HDDND,", "Căn cứ Nghị quyết số 15/NQ-HĐND,"),
        ("cafi windows vaf word.", "cài windows và word."),
        ("tieengs⌫", "tiến"),
        ("tieengs⌫f", "tiền"),  # the word goes on composing
        ("tieengs⌫⌫⌫⌫⌫", ""),
        ("tieengs ⌫f", "tiềng"),  # over the space, and the word is open again
        ("was ", "ứa "),
        ("was⎌ ", "was "),
        ("was ⎌", "was "),
        ("was ⎌⎌", "ứa "),
        ("was⎌s", "wass"),  # plain until it ends
        ("was⎌ tooi", "was tôi"),
        ("dada ", "dada "),  # đâ wants an end: not Vietnamese
        ("a\nb\tc", "a\nb\tc"),
        ("⌫⎌a", "a"),
        ("tooi⇤Hoom qua ", "Hôm qua tôi"),
    ],
)
def test_typing(keys: str, text: str) -> None:
    assert typed(keys).text == text


def test_a_word_typed_before_is_taken_up_from_its_letters() -> None:
    editor = Editor().insert("Hội đông").move(8)

    assert typed("f", editor).text == "Hội đồng"


def test_a_foreign_word_typed_before_is_not_turned_into_another() -> None:
    editor = Editor().insert("test").move(4)

    assert typed("s", editor).text == "tests"


def test_a_word_is_typed_in_the_middle_of_the_text() -> None:
    editor = Editor().insert("biểu , rồi").move(5)

    after = typed("quyeets", editor)

    assert after.text == "biểu quyết, rồi"
    assert after.cursor == len("biểu quyết")


def test_digits_mark_letters_in_vni_alone() -> None:
    vni = TypingMode(VNI, ToneStyle.TRADITIONAL)

    assert typed("ngu7o7i2 16", mode=vni).text == "người 16"
    assert typed("nguwowif 16").text == "người 16"
    assert typed("dd16", mode=TypingMode(ENGLISH, ToneStyle.TRADITIONAL)).text == "dd16"


def test_a_paste_is_composed_and_cut_at_the_limit() -> None:
    editor = Editor().insert("e\u0302\u0301" * (MAX_TEXT + 5))

    assert editor.text == "ế" * MAX_TEXT
    assert editor.cursor == MAX_TEXT
    assert editor.press("a", MODE) == editor


@pytest.mark.parametrize("char", ["", "ab", "\x00", "\x1b", "\ud800"])
def test_what_is_no_character_is_ignored(char: str) -> None:
    assert Editor().press(char, MODE) == Editor()


operations = st.one_of(
    st.sampled_from("tnghieuoawsfrxjzdDAW 169.-\u0301\u0323é한"),
    st.characters(),
    st.sampled_from([BACK, UNDO]),
    st.integers(-3, 60),
)
modes = st.builds(TypingMode, st.sampled_from([TELEX, VNI, ENGLISH]), st.sampled_from(ToneStyle))


@given(st.lists(operations, max_size=60), st.lists(modes, min_size=1, max_size=3))
def test_whatever_is_done_text_is_composed_and_the_cursor_in_it(
    steps: list[str | int], chosen: list[TypingMode]
) -> None:
    editor = Editor()
    for number, step in enumerate(steps):
        mode = chosen[number % len(chosen)]
        editor = editor.move(step) if isinstance(step, int) else typed(step, editor, mode)

        assert 0 <= editor.cursor <= len(editor.text)
        assert unicodedata.is_normalized("NFC", editor.text)
        assert len(editor.text) <= MAX_TEXT + MAX_KEYS


@given(st.text(alphabet="tnghieuoawsfrxjzd ", max_size=30), st.integers(0, 40))
def test_backspace_empties_any_text_and_the_rest_stands(keys: str, behind: int) -> None:
    editor = typed(keys, Editor().insert("x" * behind).move(0))

    for _ in range(len(keys) + MAX_KEYS):
        editor = editor.backspace(MODE)

    assert editor.text == "x" * behind
