"""The report's part on the session: breaks, who presided, what was added, who spoke for how long."""

from __future__ import annotations

from collections.abc import Iterator

from audit.telling import INDENT, Telling
from audit.wording import duration, moment
from protocol.verifier.bodies.words import SpeechKind
from protocol.verifier.report import SessionReport, Speech


def session_lines(telling: Telling, session: SessionReport) -> Iterator[str]:
    """All of it, with its heading."""
    words = telling.words
    yield ""
    yield words.say("session")
    yield words.say(
        "opened-closed",
        opened=_moment(telling, session.opened_at),
        closed=_moment(telling, session.closed_at),
    )
    yield from _breaks(telling, session)
    for handed in session.handovers:
        who, before = telling.name(handed.person), telling.name(handed.from_person)
        line = words.say("handover", at=moment(handed.at), who=who, before=before)
        yield f"{INDENT}- {line} ({words.where(handed.record)})"
    planned = {item.item for item in telling.report.plan.items} if telling.report.plan else set()
    added = [each.plan.item for each in session.items if each.plan.item not in planned]
    if added:
        yield words.say("added-items", items=telling.items(added))
    yield from _speeches(telling, session.speeches)


def _breaks(telling: Telling, session: SessionReport) -> Iterator[str]:
    words = telling.words
    for each in session.breaks:
        until = _moment(telling, each.until)
        line = words.say("break", since=moment(each.since), until=until)
        if each.returns_at is not None:
            line += f" ({words.say('break-until', at=moment(each.returns_at))})"
        yield f"{INDENT}- {line}"


def _speeches(telling: Telling, speeches: tuple[Speech, ...]) -> Iterator[str]:
    """Presentations by item, other speeches summed up by person, most time first."""
    words = telling.words
    for speech in speeches:
        if speech.kind == SpeechKind.PRESENTATION:
            who = telling.name(speech.person) or words.say("somebody")
            facts = {"item": telling.items([speech.item]), "time": duration(speech.spent_ms)}
            yield f"{INDENT}- {words.say('presented', who=who, **facts)}"
    others = [speech for speech in speeches if speech.kind != SpeechKind.PRESENTATION]
    if others:
        yield words.say("spoken")
    spoken = {
        who: [each.spent_ms for each in others if each.person == who]
        for who in sorted({speech.person for speech in others})
    }
    for who, times in sorted(spoken.items(), key=lambda each: -sum(each[1])):
        facts = {"who": telling.name(who), "time": duration(sum(times)), "times": str(len(times))}
        yield f"{INDENT}- {words.say('spoke', **facts)}"


def _moment(telling: Telling, at: int | None) -> str:
    return telling.words.say("not-yet") if at is None else moment(at)
