"""The plan: does it fit together, and can every poll of it be held and counted?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from protocol.recount import computable
from protocol.verifier.bodies import ConfidenceRule, MeetingPlan, PollPlan
from protocol.verifier.bodies.words import Form, PollKind, TieRule
from protocol.verifier.findings import Findings


def voters(plan: MeetingPlan) -> tuple[str, ...]:
    """All persons with a vote, sorted: the members N."""
    return tuple(sorted(person.person for person in plan.persons if person.votes))


def roll_of(plan: MeetingPlan, poll: PollPlan) -> tuple[str, ...]:
    """Those of them who vote in one poll: not the excluded, nor a chair who only breaks ties."""
    without = set(poll.excluded)
    if poll.settings.tie is TieRule.CHAIR_ONLY_IN_TIE:
        without.add(plan.chair)
    return tuple(person for person in voters(plan) if person not in without)


def check_plan(plan: MeetingPlan, seq: int, findings: Findings) -> None:
    """Names are unique, references lead somewhere, rules can be computed, no poll is secret."""
    for kind, name in _repeated(plan):
        findings.error("plan-repeats", seq, kind=kind, name=name)
    seated = [seat.person for seat in plan.seats if seat.person]
    officers = [plan.chair, plan.secretary, *plan.tellers, *plan.deputies]
    stood_for = [person.stands_for for person in plan.persons if person.stands_for]
    speakers = [item.speaker for item in plan.items if item.speaker]
    registered = [each.person for item in plan.items for each in item.registered]
    named = [*seated, *officers, *stood_for, *speakers, *registered]
    _check_known("person", named, _persons(plan), seq, findings)
    groups = [person.group for person in plan.persons if person.group]
    _check_known("group", groups, {group.group for group in plan.groups}, seq, findings)
    if not computable(plan.quorum):
        findings.error("bad-rule", seq, name="quorum")
    if not computable(plan.defaults.majority):
        findings.error("bad-rule", seq, name="defaults")
    items = {item.item for item in plan.items}
    for poll in plan.polls:
        check_poll(plan, poll, seq, findings, items=items)
        if poll.replaces:
            findings.error("revote-unfounded", seq, poll=poll.poll)


def check_poll(
    plan: MeetingPlan,
    poll: PollPlan,
    seq: int,
    findings: Findings,
    *,
    items: Collection[str],
) -> None:
    """The same for one poll, prepared or asked in the session; `items` are those of the agenda by then."""
    _check_known("item", [poll.item, *poll.package], items, seq, findings)
    _check_known("person", poll.excluded, _persons(plan), seq, findings)
    if poll.kind is PollKind.SECRET:
        findings.error("secret-poll", seq, poll=poll.poll)
    if not _judgeable(poll):
        findings.error("bad-rule", seq, name=poll.poll)
    if not _askable(poll):
        findings.error("bad-poll", seq, poll=poll.poll)


def _persons(plan: MeetingPlan) -> set[str]:
    return {person.person for person in plan.persons}


def _check_known(
    kind: str, names: Iterable[str], known: Collection[str], seq: int, findings: Findings
) -> None:
    for name in sorted(set(names) - set(known)):
        findings.error("plan-names-unknown", seq, kind=kind, name=name)


def _judgeable(poll: PollPlan) -> bool:
    confidence: ConfidenceRule | None = poll.settings.confidence
    if not computable(poll.settings.majority):
        return False
    if poll.form is not Form.CONFIDENCE:
        return True
    return confidence is not None and all(
        computable(share) for share in (confidence.resign, confidence.dismiss)
    )


def _askable(poll: PollPlan) -> bool:
    """Options where there must be some, each once, with picks and places that can be had."""
    options = [option.option for option in poll.options]
    unique = len(set(options)) == len(options)
    if poll.form is Form.MOTION:
        return not options
    if poll.package:
        return False
    if poll.form is Form.CONFIDENCE:
        return bool(options) and unique
    return unique and 1 <= poll.picks <= len(options) and 1 <= poll.places <= len(options)


def _repeated(plan: MeetingPlan) -> Iterable[tuple[str, str]]:
    names = {
        "person": [person.person for person in plan.persons],
        "seat": [seat.seat for seat in plan.seats],
        "device": [seat.device for seat in plan.seats],
        "seated person": [seat.person for seat in plan.seats if seat.person],
        "item": [item.item for item in plan.items],
        "poll": [poll.poll for poll in plan.polls],
        "group": [group.group for group in plan.groups],
        "paper": [paper.file for paper in plan.papers],
    }
    for kind, found in names.items():
        yield from ((kind, name) for name, count in Counter(found).items() if count > 1)
