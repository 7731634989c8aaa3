"""The plan: does it fit together, and are the papers beside the record the ones it fixed?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from protocol import bundle, canonical, shapes
from protocol.bundle import BundleFile, BundleManifest
from protocol.errors import RemoteProtocolError
from protocol.verifier import files as bundle_files
from protocol.verifier.bodies import Kind, MajorityRule, MeetingPlan, QuorumRule
from protocol.verifier.files import Files
from protocol.verifier.findings import Findings

MAX_ROSTER = 1024 * 1024  # a thousand persons at a kilobyte each, twice the largest room
DOCUMENTS = "documents/"


def voters(plan: MeetingPlan) -> tuple[str, ...]:
    """All persons with a vote, sorted: the members N, and the roll of every poll."""
    return tuple(sorted(person.person for person in plan.persons if person.votes))


def check_plan(plan: MeetingPlan, seq: int, findings: Findings) -> None:
    """Names are unique, references lead somewhere, rules can be computed, no poll is secret."""
    for kind, name in _repeated(plan):
        findings.error("plan-repeats", seq, kind=kind, name=name)
    persons = {person.person for person in plan.persons}
    items = {item.item for item in plan.items}
    named = [seat.person for seat in plan.seats if seat.person] + [plan.chair, plan.secretary]
    for name in sorted(set(named) - persons):
        findings.error("plan-names-unknown", seq, kind="person", name=name)
    for name in sorted({poll.item for poll in plan.polls} - items):
        findings.error("plan-names-unknown", seq, kind="item", name=name)
    if not _computable(plan.quorum):
        findings.error("bad-rule", seq, name="quorum")
    for poll in plan.polls:
        if not _computable(poll.settings.majority):
            findings.error("bad-rule", seq, name=poll.poll)
        if poll.kind is Kind.SECRET:
            findings.error("secret-poll", seq, poll=poll.poll)


def check_documents(
    plan: MeetingPlan, manifest: BundleManifest, seq: int, findings: Findings
) -> None:
    """Roster and papers are byte for byte those the plan fixed, or were all left out."""
    there = {file.path: file for file in manifest.files if file.path.startswith(DOCUMENTS)}
    if not there:
        findings.caveat("documents-left-out", seq, papers=len(plan.papers))
        return
    fixed = {paper.file: BundleFile(paper.file, paper.sha256, paper.size) for paper in plan.papers}
    for path, paper in fixed.items():
        _check_document(path, there.get(path), paper, findings)
    roster = there.get(bundle.ROSTER)
    if roster is None:
        findings.error("document-missing", bundle.ROSTER)
    elif roster.sha256 != plan.roster_sha256:
        findings.error("document-differs", bundle.ROSTER)
    for path in sorted(there.keys() - fixed.keys() - {bundle.ROSTER}):
        findings.caveat("document-not-in-plan", path)


def read_names(files: Files, findings: Findings) -> dict[str, str]:
    """Persons' names from `{"persons":[{"id","name","title","short"}]}`; none without a roster."""
    if bundle.ROSTER not in files.paths():
        return {}
    try:
        data = canonical.load(bundle_files.read(files, bundle.ROSTER, MAX_ROSTER))
        roster = data.get("persons") if isinstance(data, dict) else None
        if not isinstance(roster, list):
            raise RemoteProtocolError("unexpected-shape", "persons expected")
        return dict(_name(entry) for entry in roster)
    except RemoteProtocolError as error:
        findings.error("roster-malformed", bundle.ROSTER, detail=str(error))
        return {}


def _name(entry: canonical.Json) -> tuple[str, str]:
    if not isinstance(entry, dict):
        raise RemoteProtocolError("unexpected-shape", "person expected")
    return shapes.from_json(str, entry.get("id")), shapes.from_json(str, entry.get("name"))


def _check_document(
    path: str, found: BundleFile | None, fixed: BundleFile, findings: Findings
) -> None:
    if found is None:
        findings.error("document-missing", path)
    elif found != fixed:
        findings.error("document-differs", path)


def _repeated(plan: MeetingPlan) -> Iterable[tuple[str, str]]:
    names = {
        "person": [person.person for person in plan.persons],
        "seat": [seat.seat for seat in plan.seats],
        "device": [seat.device for seat in plan.seats],
        "seated person": [seat.person for seat in plan.seats if seat.person],
        "item": [item.item for item in plan.items],
        "poll": [poll.poll for poll in plan.polls],
        "paper": [paper.file for paper in plan.papers],
    }
    for kind, found in names.items():
        yield from ((kind, name) for name, count in Counter(found).items() if count > 1)


def _computable(rule: MajorityRule | QuorumRule) -> bool:
    return rule.denominator > 0 and rule.numerator >= 0
