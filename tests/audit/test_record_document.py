"""docs/record.md is complete: every type, field, value and code is in it, and its examples are true."""

from __future__ import annotations

import ast
import re
from enum import StrEnum
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from msgspec import Struct

from audit.finding_words import FINDINGS
from hub.domain import events, poll, tally, vocabulary
from protocol import record
from protocol.ballot import Statement, parse_statement
from protocol.bundle import BundleManifest
from protocol.check_code import SYLLABLES
from protocol.entry import CorrectionStatement, CountStatement, parse_correction, parse_count
from protocol.verifier import bodies
from protocol.verifier.minutes import MinutesNumbers, PollNumbers

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "record.md").read_text("utf-8")
EVENTS = get_args(events.Event)
VALUES = [
    shape
    for shape in vars(vocabulary).values()
    if isinstance(shape, type)
    and issubclass(shape, Struct)
    and shape.__module__.startswith(vocabulary.__name__)
]
ENUMS = [
    shape
    for shape in vars(vocabulary).values()
    if isinstance(shape, type) and issubclass(shape, StrEnum) and shape is not StrEnum
]


def mentions(word: str) -> bool:
    return f"`{word}`" in DOCUMENT or f'"{word}"' in DOCUMENT


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_every_type_stands_in_the_table_with_all_its_fields(event: type) -> None:
    row = next(line for line in DOCUMENT.splitlines() if line.startswith(f"| `{event.__name__}` |"))
    assert [name for name in named(event) if f"`{name}`" not in row] == []


@pytest.mark.parametrize(
    "shape",
    [
        *VALUES,
        tally.Result,
        tally.OptionCount,
        Statement,
        CountStatement,
        CorrectionStatement,
        BundleManifest,
        MinutesNumbers,
        PollNumbers,
    ],
    ids=lambda shape: shape.__name__,
)
def test_every_field_of_every_value_is_described(shape: type) -> None:
    assert [name for name in named(shape) if not mentions(name)] == []


@pytest.mark.parametrize("shape", ENUMS, ids=lambda shape: shape.__name__)
def test_every_value_of_every_enumeration_is_listed(shape: type[StrEnum]) -> None:
    row = next(line for line in DOCUMENT.splitlines() if line.startswith(f"| {shape.__name__} "))
    assert [value for value in shape if f"`{value}`" not in row] == []


@pytest.mark.parametrize("code", FINDINGS)
def test_every_code_of_an_audit_is_listed(code: str) -> None:
    assert mentions(code)


def refusals() -> set[str]:
    """Every code the domain raises a `DomainError` with, and the poll stages it makes codes of."""
    codes = {f"poll-{stage}" for stage in poll.PollStage}
    for source in (ROOT / "hub" / "domain").glob("*.py"):
        codes |= set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source.read_text("utf-8")))
    vocabulary_values = {value.value for shape in ENUMS for value in shape}
    return codes - vocabulary_values


def test_every_refusal_of_the_domain_is_listed() -> None:
    assert [code for code in sorted(refusals()) if not mentions(code)] == []


def named(shape: type[Struct]) -> tuple[str, ...]:
    return shape.__struct_fields__


# ── the verifier's own shapes ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_the_verifier_reads_every_type_with_the_same_fields(event: type) -> None:
    assert named(bodies.EVENTS[event.__name__]) == named(event)


@pytest.mark.parametrize("shape", VALUES, ids=lambda shape: shape.__name__)
def test_the_verifier_reads_every_value_with_the_same_fields(shape: type) -> None:
    ours = getattr(bodies, shape.__name__)
    assert named(ours) == named(shape)
    theirs, mine = get_type_hints(shape), get_type_hints(ours)
    plain = [name for name, kind in theirs.items() if kind in (str, int, bool, int | None)]
    assert {name: mine[name] for name in plain} == {name: theirs[name] for name in plain}


def test_the_verifier_knows_no_other_types() -> None:
    assert bodies.EVENTS.keys() == {event.__name__ for event in EVENTS}


def test_the_verifier_imports_nothing_of_the_hub() -> None:
    sources = [
        *(ROOT / "protocol").rglob("*.py"),
        *(ROOT / "audit").glob("*.py"),
    ]
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                assert not any(name.name.split(".")[0] == "hub" for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] != "hub"


# ── examples ────────────────────────────────────────────────────────────────────────────────────


def test_the_example_of_a_chain_is_one() -> None:
    lines = [line for line in DOCUMENT.splitlines() if line.startswith('{"actor"')]
    heads = [head.hash for _, head in record.verify_chain(line.encode() for line in lines)]
    assert len(heads) == 2
    assert all(f"`{head}`" in DOCUMENT for head in heads)


def test_the_examples_of_statements_are_such() -> None:
    assert parse_statement(line_with('"phienhop-ballot/1"')).person == "an"
    assert parse_count(line_with('"phienhop-count/1"')).entry.cast == 5
    assert parse_correction(line_with('"phienhop-correction/1"')).reason == "Bấm nhầm"


def line_with(part: str) -> str:
    return next(line for line in DOCUMENT.splitlines() if line.startswith("{") and part in line)


def test_the_table_of_syllables_is_the_one_in_use() -> None:
    blocks = DOCUMENT.split("```")[1::2]
    assert any(tuple(block.split()) == SYLLABLES for block in blocks)


def test_the_example_of_a_check_code_is_the_tested_one() -> None:
    """The same evidence as in tests/protocol/test_check_code.py."""
    code = [SYLLABLES[byte] for byte in bytes.fromhex("69a5f8ab")]
    assert f"*{' '.join(code)}*" in DOCUMENT
