"""Every code that an audit can say has a sentence in both languages, and every sentence has a code."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from audit.finding_words import FINDINGS
from audit.wording import Language, Words, formula, moment

ROOT = Path(__file__).parents[2]
_CODE = re.compile(
    r'(?:findings\.(?:error|caveat)|self\._error|[A-Za-z]+Error|Fault)\(\s*"([a-z0-9-]+)"'
)
SOURCES = (
    *(ROOT / "protocol" / "verifier").rglob("*.py"),
    ROOT / "audit" / "bundle_file.py",
    ROOT / "audit" / "minutes_reader.py",
    *(
        ROOT / "protocol" / name
        for name in (
            "bundle.py",
            "record.py",
            "ballot.py",
            "canonical.py",
            "entry.py",
            "recount.py",
            "votes.py",
        )
    ),
    ROOT / "firmware_config" / "certificates.py",
)


def codes() -> set[str]:
    found = {code for source in SOURCES for code in _CODE.findall(source.read_text("utf-8"))}
    # Programs' own faults, and what a verifier wraps into a code of its own.
    return found - {"invalid-identifier", "revocations-unreadable"}


def test_every_code_has_a_sentence() -> None:
    assert len(codes()) > 60
    assert codes() - FINDINGS.keys() == set()


def test_every_sentence_has_a_code() -> None:
    assert FINDINGS.keys() - codes() == set()


@pytest.mark.parametrize("code", FINDINGS)
def test_both_languages_tell_the_same_facts(code: str) -> None:
    fields = [
        {field for _, field, _, _ in Formatter().parse(text) if field} for text in FINDINGS[code]
    ]
    assert fields[0] == fields[1]


def test_a_fact_that_is_missing_leaves_a_dash() -> None:
    assert (
        Words(Language.EN).code("bad-rule", {}) == "a rule that cannot be computed (––) [bad-rule]"
    )


def test_a_code_without_a_sentence_still_says_its_code() -> None:
    assert Words(Language.VI).code("brand-new", {}) == "[brand-new]"


def test_times_are_those_of_vietnam() -> None:
    assert moment(1_767_576_600_000) == "05/01/2026 08:30:00"


@pytest.mark.parametrize(
    ("count", "strict", "text"),
    [
        (11, True, "2 × 11 = 22 > 1 × 21 = 21"),
        (10, True, "2 × 10 = 20 ≤ 1 × 21 = 21"),
        (11, False, "2 × 11 = 22 ≥ 1 × 21 = 21"),
        (10, False, "2 × 10 = 20 < 1 × 21 = 21"),
    ],
)
def test_the_formula_says_what_is_true(count: int, strict: bool, text: str) -> None:
    assert formula(1, 2, count, 21, strict=strict) == text
