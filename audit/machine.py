"""The report for programs: one JSON value, its keys stable."""

from __future__ import annotations

from protocol import shapes
from protocol.canonical import Json
from protocol.verifier.findings import Finding
from protocol.verifier.report import PollReport, Report

FORMAT = "phienhop-audit/1"


def report_json(report: Report) -> dict[str, Json]:
    """Everything in the report. `first` is the first finding that does not hold, null when sound."""
    errors: list[Json] = [_finding(found) for found in report.errors]
    return {
        "format": FORMAT,
        "sound": report.sound,
        "first": errors[0] if errors else None,
        "errors": errors,
        "caveats": [_finding(found) for found in report.caveats],
        "room": report.room,
        "meeting": report.meeting,
        "head": {"seq": report.records, "hash": report.head_hash},
        "ca": {"sha256": report.ca_sha256, "trusted": report.ca_trusted},
        "attendance": shapes.to_json(report.attendance),
        "session": shapes.to_json(report.session),
        "polls": [_poll(poll) for poll in report.polls],
    }


def refusal_json(code: str, detail: str) -> dict[str, Json]:
    """The same for a file that is not a readable bundle."""
    first: Json = {"code": code, "file": "", "facts": {"detail": detail}}
    return {"format": FORMAT, "sound": False, "first": first, "errors": [first], "caveats": []}


def _finding(found: Finding) -> Json:
    place: dict[str, Json] = (
        {"record": found.where} if isinstance(found.where, int) else {"file": found.where}
    )
    return {"code": found.code, **place, "facts": dict(found.facts)}


def _poll(poll: PollReport) -> Json:
    value = shapes.to_json(poll)
    return {**value, "agrees": poll.agrees} if isinstance(value, dict) else value
