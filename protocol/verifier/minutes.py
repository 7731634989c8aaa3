"""The minutes: are they the file the record names, and do their numbers follow from the record?

`papers/minutes.json` holds the numbers; the PDF is read too where the caller can turn it into text. The
table of every closed poll prints members and present, then in favour, against, abstaining, not pressing
and absent of a motion, or cast, blank, invalid, not pressing and absent of any other poll, in this order,
after the question; options follow with their votes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import asdict

from protocol import bundle, canonical, shapes
from protocol.bundle import BundleHead, BundleManifest
from protocol.errors import RemoteProtocolError
from protocol.messages import OptionResult
from protocol.verifier import files as bundle_files
from protocol.verifier.bodies import MinutesWritten, PollPlan
from protocol.verifier.chain import Chain
from protocol.verifier.files import Files
from protocol.verifier.findings import Findings
from protocol.verifier.replay import Lived
from protocol.verifier.report import PollReport

MAX_NUMBERS = 1024 * 1024  # a thousand polls of a kilobyte each
MAX_PDF = 64 * 1024 * 1024  # minutes are text; a hundred pages stay below 2 MiB

ReadText = Callable[[bytes], "str | None"]


class PollNumbers(Struct, frozen=True):
    """One poll as the minutes state it."""

    poll: str
    in_favour: int
    against: int
    abstain: int
    silent: int
    absent: int
    members: int
    present: int
    outcome: str
    cast: int = 0
    blank: int = 0
    invalid: int = 0
    excluded: int = 0
    options: tuple[OptionResult, ...] = ()


class MinutesNumbers(Struct, frozen=True):
    """`papers/minutes.json`: the numbers of the minutes and the record they rest on."""

    meeting: str
    members: int
    present_at_opening: int
    polls: tuple[PollNumbers, ...]
    head: BundleHead


def check_minutes(
    files: Files,
    manifest: BundleManifest,
    chain: Chain,
    lived: Lived,
    read_text: ReadText,
    names: Mapping[str, str],
    findings: Findings,
) -> None:
    """Compare file, numbers and printed text of the minutes with the record.

    `names` are those of the roster, for options that are persons.
    """
    if lived.minutes is None:
        if bundle.MINUTES in {file.path for file in manifest.files}:
            findings.error("minutes-not-recorded", bundle.MINUTES)
        else:
            findings.caveat("no-minutes", chain.head.seq)
        return
    seq, written = lived.minutes
    if not _is_file(manifest, written):
        findings.error("minutes-file-differs", seq, file=written.file)
    try:
        data = bundle_files.read(files, bundle.MINUTES_NUMBERS, MAX_NUMBERS)
        numbers = shapes.from_json(MinutesNumbers, canonical.load(data))
    except RemoteProtocolError as error:
        findings.error("minutes-numbers-unreadable", bundle.MINUTES_NUMBERS, detail=str(error))
        return
    _check_numbers(numbers, lived, findings)
    head = numbers.head
    if head.seq >= seq or chain.hash_at(head.seq) != head.hash:
        findings.error("minutes-of-another-record", bundle.MINUTES_NUMBERS, record=head.seq)
    text = _text(files, read_text, findings)
    if text is not None:
        _check_text(text, numbers, lived, names, findings)


def _is_file(manifest: BundleManifest, written: MinutesWritten) -> bool:
    listed = {file.path: (file.sha256, file.bytes) for file in manifest.files}
    there = listed.get(bundle.MINUTES)
    return written.file == bundle.MINUTES and there == (written.sha256, written.size)


def _check_numbers(numbers: MinutesNumbers, lived: Lived, findings: Findings) -> None:
    there = lived.attendance
    said: dict[str, int | str] = {
        "meeting": numbers.meeting,
        "members": numbers.members,
        "present_at_opening": numbers.present_at_opening,
        "polls": ", ".join(sorted(poll.poll for poll in numbers.polls)),
    }
    right: dict[str, int | str] = {
        "meeting": lived.plan.meeting,
        "members": there.members,
        "present_at_opening": there.present_at_opening or 0,
        "polls": ", ".join(sorted(poll.plan.poll for poll in lived.polls if poll.recounted)),
    }
    _compare(said, right, "", findings)
    polls = {poll.plan.poll: poll for poll in lived.polls}
    for stated in numbers.polls:
        if stated.poll in polls:
            _compare(asdict(stated), _numbers(polls[stated.poll]), stated.poll, findings)


def _numbers(poll: PollReport) -> Mapping[str, int | str]:
    counted: dict[str, int | str] = asdict(poll.recounted) if poll.recounted else {}
    return {**counted, "poll": poll.plan.poll, "present": len(poll.present)}


def _compare(
    said: Mapping[str, int | str], right: Mapping[str, int | str], poll: str, findings: Findings
) -> None:
    for name, value in said.items():
        if value != right.get(name):
            facts = {"poll": poll, "field": name, "stated": value, "right": right.get(name, "–")}
            findings.error("minutes-differ", bundle.MINUTES_NUMBERS, **_plain(facts))


def _plain(facts: Mapping[str, object]) -> dict[str, int | str]:
    """Lists of options as text: a finding's facts are numbers and words."""
    return {name: one if isinstance(one, int | str) else str(one) for name, one in facts.items()}


def _text(files: Files, read_text: ReadText, findings: Findings) -> str | None:
    try:
        text = read_text(bundle_files.read(files, bundle.MINUTES, MAX_PDF))
    except RemoteProtocolError as error:
        findings.error(error.code, bundle.MINUTES, detail=error.detail)
        return None
    if text is None:
        findings.caveat("minutes-text-unread", bundle.MINUTES)
    return text


def _check_text(
    text: str,
    numbers: MinutesNumbers,
    lived: Lived,
    names: Mapping[str, str],
    findings: Findings,
) -> None:
    words, place = _words(text), 0
    plans = {poll.plan.poll: poll.plan for poll in lived.polls}
    for poll in (poll for poll in numbers.polls if poll.poll in plans):
        for sought in _sought(poll, plans[poll.poll], names):
            found = words.find(sought, place)
            if found < 0:
                findings.error("minutes-text-differs", bundle.MINUTES, poll=poll.poll)
                return
            place = found + len(sought) - 1


def _sought(poll: PollNumbers, plan: PollPlan, names: Mapping[str, str]) -> Iterator[str]:
    """The question, the row of numbers, then each option with its votes, in the order of print."""
    yield _words(plan.question)
    yield _row(poll)
    labels = {option.option: option.label or names.get(option.option) for option in plan.options}
    for each in poll.options:
        label = labels.get(each.option)
        if label and each.votes:
            yield _words(f"{label} {each.votes[0]}")
            yield from (f" {votes} " for votes in each.votes[1:])


def _row(poll: PollNumbers) -> str:
    counts = (poll.in_favour, poll.against, poll.abstain, poll.silent, poll.absent)
    if poll.options:
        counts = (poll.cast, poll.blank, poll.invalid, poll.silent, poll.absent)
    return " " + " ".join(str(number) for number in (poll.members, poll.present, *counts)) + " "


def _words(text: str) -> str:
    """Text by its words alone: compatibility letters folded, one space between words and around."""
    return f" {' '.join(unicodedata.normalize('NFKC', text).split())} "
