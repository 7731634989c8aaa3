"""A plan fits together, and the documents beside the record are the ones it fixed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.audit.bundle_maker import (
    Draft,
    audit,
    change,
    found,
    honest,
    seal,
)

Drafts = tuple[Draft, ...]


def planned(**changes: Any) -> Drafts:
    drafts = honest()
    return change(drafts, 1, plan={**drafts[0].body["plan"], **changes})


def test_a_person_on_two_seats_is_found() -> None:
    seats = honest()[0].body["plan"]["seats"]
    report = audit(seal(planned(seats=[*seats, {**seats[0], "seat": "ghe-9", "device": "d-9"}])))
    assert found(report)[0] == ("plan-repeats", 1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"chair": "nobody"}, "plan-names-unknown"),
        ({"meeting": "hop-2"}, "another-meeting"),
        ({"room": "phong-2"}, "another-meeting"),
        (
            {
                "quorum": {
                    "numerator": 2,
                    "denominator": 0,
                    "strict": False,
                    "citation": "",
                    "verified": False,
                }
            },
            "bad-rule",
        ),
    ],
)
def test_a_plan_that_does_not_fit_together_is_found(changes: dict[str, Any], code: str) -> None:
    assert (code, 1) in found(audit(seal(planned(**changes))))


def test_a_secret_poll_is_not_vouched_for() -> None:
    polls = honest()[0].body["plan"]["polls"]
    report = audit(seal(planned(polls=[{**polls[0], "kind": "secret"}, *polls[1:]])))
    assert ("secret-poll", 1) in found(report)


def test_another_paper_than_the_released_one_is_named() -> None:
    report = audit(seal(paper=b"%PDF-1.7 another paper"))
    assert found(report) == [("document-differs", "documents/to-trinh.pdf")]


def test_another_roster_is_named() -> None:
    report = audit(seal(roster=b'{"persons":[]}'))
    assert found(report) == [("document-differs", "documents/roster.json")]


def test_a_missing_paper_is_named() -> None:
    assert found(audit(seal(paper=None))) == [("document-missing", "documents/to-trinh.pdf")]


def test_a_bundle_without_documents_says_so_and_is_sound() -> None:
    report = audit(seal(paper=None, roster=None))
    assert report.sound
    assert "documents-left-out" in [caveat.code for caveat in report.caveats]
    assert report.names == {}
