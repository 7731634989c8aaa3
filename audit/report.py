"""The report for people: what was checked, how each number comes about, and whether it agrees."""

from __future__ import annotations

from collections.abc import Iterator

from audit.attendance_report import attendance_lines
from audit.poll_report import poll_lines
from audit.session_report import session_lines
from audit.telling import INDENT, Telling
from audit.wording import Words
from protocol.verifier.findings import Finding
from protocol.verifier.report import Report


def report_lines(report: Report, words: Words) -> Iterator[str]:
    """The whole report, line by line; the first line is the verdict with the first bad place."""
    telling = Telling(report, words)
    yield verdict(report, words)
    yield ""
    yield from _about(report, words)
    yield from _section(words.say("errors", count=len(report.errors)), report.errors, words)
    if report.attendance:
        yield from attendance_lines(telling, report.attendance)
    if report.session:
        yield from session_lines(telling, report.session)
    for number, poll in enumerate(report.polls, start=1):
        yield from poll_lines(telling, number, poll)
    yield from _section(words.say("caveats"), report.caveats, words)


def verdict(report: Report, words: Words) -> str:
    """One line: sound, or the first record or file that is not."""
    if report.sound:
        return words.say("sound")
    first = report.errors[0]
    return words.say("unsound", where=words.where(first.where), what=words.finding(first))


def _about(report: Report, words: Words) -> Iterator[str]:
    if report.plan:
        yield words.say("meeting", title=report.plan.title)
        yield words.say("body", name=report.plan.body_name)
    yield words.say("ids", meeting=report.meeting, room=report.room)
    yield words.say("records", count=report.records, hash=report.head_hash)
    yield words.say("ca", sha256=report.ca_sha256)
    if report.ca_trusted:
        yield words.say("ca-compared")


def _section(title: str, findings: tuple[Finding, ...], words: Words) -> Iterator[str]:
    if findings:
        yield ""
        yield title
    for finding in findings:
        yield f"{INDENT}- {words.where(finding.where)}: {words.finding(finding)}"
