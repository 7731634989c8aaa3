"""Sentences: both languages know the same keys and fill in the same values."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from msgspec.structs import replace

import ui
from device import screens as s
from ui.wording import Language, Wording, en, errors, vi

VI, EN = Wording(Language.VIETNAMESE), Wording(Language.ENGLISH)
RULE = s.Rule(s.Base.MEMBERS, 1, 2, True, 11, 21, "Luật", True)  # noqa: FBT003


def places(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", sentence))


def test_both_languages_know_the_same_keys_and_errors():
    assert vi.SENTENCES.keys() == en.SENTENCES.keys()
    assert errors.VIETNAMESE.keys() == errors.ENGLISH.keys()


@pytest.mark.parametrize("key", vi.SENTENCES)
def test_both_languages_fill_in_the_same_values(key):
    assert places(vi.SENTENCES[key]) == places(en.SENTENCES[key])


def test_every_sentence_is_composed_unicode():
    for sentence in (*vi.SENTENCES.values(), *errors.VIETNAMESE.values()):
        assert unicodedata.is_normalized("NFC", sentence)


def test_every_key_written_out_in_the_screens_exists():
    source = "\n".join(path.read_text() for path in Path(ui.__file__).parent.rglob("*.py"))
    asked = set(re.findall(r'words\(\s*"([a-z0-9-]+)"', source))
    assert asked
    assert asked <= vi.SENTENCES.keys()


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("link-", s.Link),
        ("hub-", s.Link),
        ("waiting-", s.Link),
        ("choice-", s.Choice),
        ("stage-", s.ItemStage),
        ("quorum-", s.Quorum),
        ("outcome-", s.Outcome),
        ("base-", s.Base),
        ("base-short-", s.Base),
        ("witness-", s.Witness),
        ("seat-", s.SeatState),
        ("step-", s.Step),
        ("kind-", s.PollKind),
        ("kind-short-", s.PollKind),
        ("count-title-", s.PollKind),
        ("level-", s.Level),
        ("standing-", s.Standing),
        ("outcome-options-", s.Outcome),
        ("ballot-title-", s.Form),
        ("why-chair-decided-", s.Choice),
        ("speech-", s.SpeechKind),
        ("speaking-", s.SpeechKind),
        ("ask-", s.SpeechKind),
        ("queue-", s.QueueMode),
        ("call-", s.CallKind),
        ("calling-", s.CallKind),
    ],
)
def test_every_value_of_an_enum_has_its_sentence(prefix, values):
    assert {f"{prefix}{value}" for value in values} <= vi.SENTENCES.keys()


def test_every_sentence_is_used_somewhere():
    sources = set(Path(ui.__file__).parent.rglob("*.py"))
    tables = {path for name in ("vi*", "en*") for path in Path(vi.__file__).parent.glob(name)}
    source = "\n".join(path.read_text() for path in sources - tables)
    written = set(re.findall(r'"([a-z0-9-]+)"', source))
    prefixes = (
        *re.findall(r'f"([a-z-]+-){', source),
        "minutes-",
        "bundle-",
        "error-",
        "question-",
        "ask-void-",
    )
    unused = [key for key in vi.SENTENCES if key not in written and not key.startswith(prefixes)]
    assert unused == []


# Refusals of files and of wire messages: met by programs and technicians, worded where those read them.
NEVER_ON_A_SCREEN = re.compile(
    r"(malformed|unreadable|unexpected|missing-|file-|bad-(manifest|range|receipt|rule|wrapping))"
)


def test_every_refusal_of_the_hub_has_a_sentence():
    hub = Path(ui.__file__).parent.parent / "hub"
    sources = [*(hub / "domain").glob("*.py"), hub / "distribution" / "translate.py"]
    text = "\n".join(path.read_text() for path in sources)
    codes = set(re.findall(r'(?:DomainError|Refused|RemoteProtocolError)\(\s*"([a-z-]+)"', text))
    assert codes
    unknown = {code for code in codes if not NEVER_ON_A_SCREEN.match(code)}
    assert unknown - errors.VIETNAMESE.keys() == set()


@pytest.mark.parametrize(
    "code",
    [
        *("disk-full", "disk-error", "cache-full", "papers-too-large", "chunk-forged"),
        *("key-missing", "key-not-for-this-seat", "ballot-reused", "bad-answer", "count-missing"),
        *("counts-differ", "tie-undecided", "wrong-pin", "pin-locked", "bad-count"),
        *("bad-correction", "package-settled", "not-the-secretary", "not-a-teller", "seat-taken"),
    ],
)
def test_what_a_terminal_may_have_to_say_has_a_sentence(code):
    assert code in errors.VIETNAMESE


def test_an_unknown_error_is_named_by_its_code():
    assert "something-new" in VI.error("something-new")
    assert "something-new" in EN.error("something-new")


def test_dates_and_rules_in_words():
    assert VI.date("2026-11-26") == "Thứ Năm, 26/11/2026"
    assert EN.date("2026-11-26") == "Thursday, 26 November 2026"
    assert VI.date("sometime") == "sometime"
    assert VI.rule(RULE) == "quá nửa tổng số thành viên"
    assert VI.rule(RULE, capital=True) == "Quá nửa tổng số thành viên"
    assert VI.formula(RULE) == "2 × số tán thành > tổng số thành viên"


def test_parts_are_joined_and_empty_ones_left_out():
    assert VI.joined("a", "", "b") == "a · b"


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({}, "cần 11/21"),
        ({"base": s.Base.PRESENT}, "cần 11/21"),
        ({"base": s.Base.CAST}, ""),
        ({"base": s.Base.FOR_AND_AGAINST}, ""),
        ({"abstention": "subtracted"}, ""),
    ],
)
def test_how_many_are_needed_is_told_while_a_poll_is_open_only_if_it_is_known(changes, needed):
    assert VI.needed(replace(RULE, **changes)) == needed
