from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.typing.compose import MAX_KEYS, analyse, compose, without_last
from device.typing.letters import ToneStyle
from device.typing.methods import ENGLISH, TELEX, VNI, Method, spell
from tests.device.typing.words import WORDS, orders

TRADITIONAL, MODERN = ToneStyle.TRADITIONAL, ToneStyle.MODERN
METHODS = pytest.mark.parametrize("method", [TELEX, VNI], ids=["telex", "vni"])
any_keys = st.text(alphabet="abcdeghiklmnopqrstuvxyfjwzASWDOEđươ0123456789é", max_size=40)
likely_keys = st.text(alphabet="ngthuyieoacwsfrxjzdqAWD126789", max_size=10)
methods = st.sampled_from([TELEX, VNI, ENGLISH])
styles = st.sampled_from(ToneStyle)


@METHODS
def test_every_word_is_what_its_keys_give_in_whatever_order_they_are_typed(method: Method) -> None:
    got = {
        (word, keys): analyse(keys, method, TRADITIONAL).finished
        for word in WORDS
        for keys in orders(word, method)
    }

    assert len(got) > 800
    assert {pair: text for pair, text in got.items() if text != pair[0]} == {}


@METHODS
def test_capitals_come_out_as_capitals(method: Method) -> None:
    wrong = [
        word
        for word in WORDS
        if compose(spell(word.upper(), method).upper(), method) != word.upper() and "oo" not in word
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("w", "ư"),
        ("uow", "ươ"),
        ("dd", "đ"),
        ("tieengs", "tiếng"),
        ("tiengse", "tiếng"),  # the mark after the tone
        ("tieesng", "tiếng"),
        ("nguoiwf", "người"),
        ("ngwowif", "người"),
        ("dDaatj", "đật"),
        ("DDang", "Đang"),
        ("aAn", "ân"),
        ("toanfs", "toán"),  # another tone instead
        ("toansz", "toan"),  # none instead
        ("aaw", "ă"),  # another mark instead
        ("awa", "â"),
        ("oow", "ơ"),
        ("muaw", "mưa"),
        ("thuowr", "thuở"),
        ("thuowngf", "thường"),
        ("quawngs", "quắng"),
        ("mooocs", "moóc"),
        ("xooong", "xoong"),
        ("tafps", "táp"),  # tàp is none, táp is
    ],
)
def test_telex(keys: str, text: str) -> None:
    assert compose(keys, TELEX) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("aaa", "aa"),
        ("aaaa", "aaa"),
        ("ass", "as"),
        ("asss", "ass"),
        ("aff", "af"),
        ("ddd", "dd"),
        ("eee", "ee"),
        ("aww", "aw"),
        ("ww", "w"),
        ("uoww", "uow"),
        ("tesst", "test"),
        ("tests", "tests"),  # the same tone twice with a letter between: a foreign word
        ("coooperate", "cooperate"),
        ("windowws", "windowws"),
    ],
)
def test_the_same_key_again_takes_back_what_it_did(keys: str, text: str) -> None:
    assert compose(keys, TELEX) == text


@pytest.mark.parametrize(
    "word",
    [
        "windows",
        "wifi",
        "web",
        "word",
        "kafka",
        "software",
        "express",
        "browser",
        "zalo",
        "jpeg",
        "stress",
    ],
)
def test_a_word_that_is_no_syllable_stays_as_typed(word: str) -> None:
    assert compose(word, TELEX) == word


@pytest.mark.parametrize(
    ("keys", "text"), [("dada", "dada"), ("uow", "uow"), ("tiens", "tiens"), ("wow", "wow")]
)
def test_a_word_that_ends_before_it_is_a_syllable_is_what_was_typed(keys: str, text: str) -> None:
    assert analyse(keys, TELEX, TRADITIONAL).finished == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("HDDND", "HĐND"),
        ("ATLDD", "ATLĐ"),
        ("QLDDDD", "QLĐĐ"),
        ("HDDDND", "HDDND"),
        ("hddqt", "hđqt"),
        ("UBDDD", "UBDD"),
        ("UBND", "UBND"),
        ("Address", "Address"),  # not all capitals
    ],
)
def test_abbreviations_keep_their_stroke(keys: str, text: str) -> None:
    assert compose(keys, TELEX) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("d9uong72", "đường"),
        ("Vie65t", "Việt"),
        ("a66", "a6"),
        ("a11", "a1"),
        ("A44", "A4"),
        ("an10", "an"),
        ("HD9ND", "HĐND"),
        ("NQ15", "NQ15"),
        ("tha8ng1", "thắng"),
    ],
)
def test_vni(keys: str, text: str) -> None:
    assert compose(keys, VNI) == text


@pytest.mark.parametrize(
    ("keys", "traditional", "modern"),
    [
        ("hoaf", "hòa", "hoà"),
        ("khoer", "khỏe", "khoẻ"),
        ("thuyr", "thủy", "thuỷ"),
        ("hoangf", "hoàng", "hoàng"),
        ("ngoaif", "ngoài", "ngoài"),
        ("quys", "quý", "quý"),
        ("muas", "múa", "múa"),
        ("giaf", "già", "già"),
    ],
)
def test_the_style_moves_the_tone_of_an_open_oa_oe_uy_alone(
    keys: str, traditional: str, modern: str
) -> None:
    assert compose(keys, TELEX, TRADITIONAL) == traditional
    assert compose(keys, TELEX, MODERN) == modern


def test_english_changes_nothing() -> None:
    assert compose("tieengs DDaats", ENGLISH) == "tieengs DDaats"


@pytest.mark.parametrize(
    ("keys", "rest", "text"),
    [
        ("tieengs", "tieens", "tiến"),  # the tone stays
        ("hoanf", "hoaf", "hòa"),  # and moves
        ("giaf", "gif", "gì"),
        ("gif", "g", "g"),  # and goes with the last vowel
        ("nguwowif", "nguwowf", "ngườ"),
        ("tuow", "tuw", "tư"),  # one w, two letters
        ("aaa", "a", "a"),  # two keys behind one letter
        ("tesst", "tess", "tes"),
        ("win", "wi", "ưi"),
        ("HDDND", "HDDN", "HĐN"),
    ],
)
def test_taking_the_last_character_leaves_what_the_other_keys_give(
    keys: str, rest: str, text: str
) -> None:
    assert without_last(keys, TELEX, TRADITIONAL) == rest
    assert compose(rest, TELEX) == text


@given(any_keys | likely_keys, methods, styles)
def test_any_keys_give_composed_text(keys: str, method: Method, style: ToneStyle) -> None:
    composition = analyse(keys, method, style)

    assert unicodedata.is_normalized("NFC", composition.text)
    assert unicodedata.is_normalized("NFC", composition.finished)
    assert len(composition.text) <= len(keys)


@given(any_keys | likely_keys, methods, styles)
def test_every_key_is_behind_some_character(keys: str, method: Method, style: ToneStyle) -> None:
    composition = analyse(keys, method, style)

    for signs in (composition.signs, composition.typed):
        assert frozenset().union(*(sign.keys for sign in signs)) == set(range(len(keys)))


@given(likely_keys.filter(bool), methods, styles)
def test_taking_characters_away_comes_to_an_end(
    keys: str, method: Method, style: ToneStyle
) -> None:
    assert len(without_last(keys, method, style)) < len(keys)


def test_a_key_leant_on_stays_what_it_is() -> None:
    assert compose("b" * 3 * MAX_KEYS, TELEX) == "b" * 3 * MAX_KEYS
