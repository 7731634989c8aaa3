"""Whatever a hub writes into a well-chained, well-signed record, the auditor ends with a report."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.machine import report_json
from audit.report import report_lines
from audit.wording import Language, Words
from protocol.record import parse_line
from protocol.verifier.report import Report
from tests.audit.bundle_maker import Draft, audit, found, honest, seal
from tests.audit.every_kind import beside, every_kind

YEAR_9999 = 253_402_300_799_999
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.just([]),
    st.just({}),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place inside a body where another value can be put."""
    if isinstance(value, dict):
        inner = [place for key in value for place in places(value[key], (*path, key))]
    elif isinstance(value, list):
        inner = [place for key in range(len(value)) for place in places(value[key], (*path, key))]
    else:
        inner = []
    return [*inner, path] if path else inner


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    changed = dict(value) if isinstance(value, dict) else list(value)
    changed[path[0]] = put(value[path[0]], path[1:], new)
    return changed


@st.composite
def hostile(draw: st.DrawFn, told: Callable[[], tuple[Draft, ...]]) -> tuple[Draft, ...]:
    drafts = list(told())
    for _ in range(draw(st.integers(1, 3))):
        number = draw(st.integers(0, len(drafts) - 1))
        draft = drafts[number]
        at = draw(st.just(draft.at) | st.integers(0, YEAR_9999))
        body = draft.body
        if where := places(body):
            body = put(body, draw(st.sampled_from(where)), draw(values))
        drafts[number] = Draft(at, draft.type, draft.actor, body)
    return tuple(drafts)


@settings(max_examples=60, deadline=None)
@given(hostile(honest))
def test_any_change_of_any_record_ends_in_a_report(drafts: tuple[Draft, ...]) -> None:
    check(drafts, honest(), audit(seal(drafts)))


@settings(max_examples=30, deadline=None)
@given(hostile(every_kind))
def test_any_change_among_every_kind_of_poll_ends_in_a_report(drafts: tuple[Draft, ...]) -> None:
    check(drafts, every_kind(), audit(seal(drafts, beside())))


def check(drafts: tuple[Draft, ...], truth: tuple[Draft, ...], report: Report) -> None:
    for language in Language:
        assert list(report_lines(report, Words(language)))
    json.dumps(report_json(report))
    if drafts != truth:
        assert found(report)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(44)))
def test_any_order_of_the_records_ends_in_a_report(order: list[int]) -> None:
    drafts = honest()
    report = audit(seal(tuple(drafts[number] for number in order)))
    if order != sorted(order):
        assert not report.sound


def test_the_honest_record_has_the_length_these_tests_assume() -> None:
    assert len(honest()) == 46
    lines = seal()["log.jsonl"].splitlines()
    assert parse_line(lines[-1]).type == "MinutesWritten"
