"""A meeting folder (thư mục phiên họp): `meeting.toml` and the PDFs it names, read into a plan.

The file is TOML 1.0 in UTF-8; texts are normalised to NFC. `docs/meeting-folder.md` has an example.

    title, subject, place   texts; `subject` is the trích yếu of the minutes
    starts_at               date and time with its offset: 2026-11-27T08:00:00+07:00
    chair, secretary        person ids; the chair is a member
    tellers                 optional: person ids (ban kiểm phiếu)
    deputies                optional: ids of members who may take the chair
    agencies                optional: names that conclusions give tasks to
    speech_mode             optional: chair, fifo, groups
    sign_in                 optional: off, assignment, pin-here, pin-anywhere
    members                 tables: id, name, title (chức vụ), short (for small screens), pin?, group?,
                            absence?
    substitutes             tables: id, name, title, short, for (a member), pin?, group?
    guests                  tables: id, name, title, short, pin?, group?
    seats                   tables: seat (of the room), person
    [body]                  name, parent (may be empty), rule_pack
    [[groups]]              id, label, budget_minutes?
    [[before]]              date, minutes, votes?, seconds_per_vote?, paper?: earlier sessions
    [[items]]               id?, title, presenter, minutes (1..600), draft?, speaker?, expected_papers?,
                            opinions? (agree, other?, against?), registered? (person, kind?)
    [[items.papers]]        id?, file (relative), title
    [[items.polls]]         id?, question, kind?, form?, options?, picks?, places?, package?, excluded?,
                            drafted?, and any setting of the rule pack to override:
                            press, duration_s, interim, tie, quorum, abstention, release, second_round,
                            base, numerator, denominator, strict, plus with citation

Reading finds everything wrong before it says anything, and keeps nothing unless all is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from hub.application.folder_agenda import Agenda, read_agenda
from hub.application.folder_body import read_agencies, read_groups, read_past_sessions
from hub.application.folder_papers import ImportedPaper, Progress, inside, take_in
from hub.application.folder_people import (
    People,
    RoomLayout,
    RoomSeat,
    read_chair,
    read_deputies,
    read_people,
    read_seats,
    read_secretary,
    read_tellers,
    roster,
    sha256_hex,
)
from hub.application.intake import Intake
from hub.application.rule_pack import RulePack, RulePackError
from hub.application.rule_packs import find_pack
from hub.application.toml_table import (
    MAX_TOML_BYTES,
    FolderProblem,
    ProblemsError,
    TomlTable,
    read_toml,
)
from hub.domain.vocabulary import Group, MeetingPlan, QueueMode, SignInMode
from protocol.hiding import hiding

__all__ = [
    "FolderError",
    "FolderProblem",
    "ImportedMeeting",
    "ImportedPaper",
    "RoomLayout",
    "RoomSeat",
    "read_folder",
]

MEETING_FILE = "meeting.toml"


class FolderError(ProblemsError):
    """The folder cannot be imported; `problems` are all that were found."""


class ImportedMeeting(Struct, frozen=True):
    """A meeting ready to be released: its plan, the names and PINs beside it, and the papers' bytes."""

    plan: MeetingPlan
    roster: bytes
    papers: tuple[ImportedPaper, ...]
    pins: Mapping[str, str] = field(default_factory=dict)  # as typed, by person

    __repr__ = hiding("pins")


def read_folder(
    folder: Path,
    layout: RoomLayout,
    packs: Sequence[Path],
    meeting: str,
    intake: Intake,
    progress: Progress,
) -> ImportedMeeting:
    """Read the folder as the meeting with id `meeting`, to be held in the room of `layout`.

    `packs` are directories of rule packs. Papers go through `intake` one by one, `progress` is told.
    Raises `FolderError` with every problem of `meeting.toml`, its files and its rule pack.
    """
    try:
        top = read_toml(_meeting_file(folder), MEETING_FILE)
    except ProblemsError as error:
        raise FolderError(error.problems) from error
    top.only(
        "title", "subject", "place", "starts_at", "chair", "secretary", "tellers", "sign_in",
        "deputies", "agencies", "speech_mode", "members", "substitutes", "guests", "seats", "body",
        "groups", "before", "items",
    )  # fmt: skip
    starts_at = _starts_at(top)
    body = top.table("body")
    pack = _rule_pack(body, packs, starts_at)
    groups = read_groups(top)
    people = read_people(top, pack.sign_in if pack else SignInMode.ASSIGNMENT, groups)
    agenda = read_agenda(top, pack, people)
    papers = take_in(folder, agenda.papers, intake, progress)
    planned = _plan(top, body, meeting, layout, people, agenda, papers, pack, starts_at)
    plan = _with_body(top, planned, groups)
    if top.problems.found or plan is None:
        raise FolderError(top.problems.in_order())
    return ImportedMeeting(plan, _roster(people, agenda), papers, people.pins)


def _roster(people: People, agenda: Agenda) -> bytes:
    return roster((*people.names, *agenda.candidates))


def _meeting_file(folder: Path) -> bytes:
    path = folder / MEETING_FILE
    code = ""
    if not path.is_file():
        code = "no-meeting-file"
    elif not inside(folder, path):
        code = "path-outside-folder"
    elif path.stat().st_size > MAX_TOML_BYTES:
        code = "meeting-file-too-large"
    if code:
        facts: dict[str, str | int] = {"paper": MEETING_FILE, "folder": folder.name}
        raise FolderError((FolderProblem(code, MEETING_FILE, 1, facts),))
    return path.read_bytes()


def _starts_at(top: TomlTable) -> datetime | None:
    value = top.values.get("starts_at")
    if value is None:
        top.wrong("missing-key", "starts_at")
    elif not isinstance(value, datetime):
        top.wrong("wrong-type", "starts_at", expected="time")
    elif value.tzinfo is None:
        top.wrong("start-without-offset", "starts_at")
    elif not 2000 <= value.year <= 2200:  # a slip of the pen; also keeps milliseconds positive
        top.wrong("number-out-of-range", "starts_at", value=str(value.year), low=2000, high=2200)
    else:
        return value
    return None


def _rule_pack(
    body: TomlTable, packs: Sequence[Path], starts_at: datetime | None
) -> RulePack | None:
    """The body's pack on the day of the meeting; problems in it are noted as the folder's own."""
    body.only("name", "parent", "rule_pack")
    name = body.identifier("rule_pack")
    if not name or starts_at is None:
        return None
    try:
        return find_pack(name, packs, starts_at.date())
    except RulePackError as error:
        for problem in error.problems:
            if problem.file:
                body.problems.found.append(problem)
            else:
                body.wrong(problem.code, "rule_pack", **problem.facts)
    return None


def _plan(
    top: TomlTable,
    body: TomlTable,
    meeting: str,
    layout: RoomLayout,
    people: People,
    agenda: Agenda,
    papers: tuple[ImportedPaper, ...],
    pack: RulePack | None,
    starts_at: datetime | None,
) -> MeetingPlan | None:
    """The plan; None where the rule pack or the time is missing, which has been noted."""
    chair = read_chair(top, people)
    place, title, subject = top.text("place"), top.text("title"), top.text("subject")
    secretary, tellers = read_secretary(top, people), read_tellers(top, people)
    deputies = read_deputies(top, people)
    seats = read_seats(top, people, layout)
    body_name, body_parent = body.text("name"), body.text("parent", default="")
    if pack is None or starts_at is None:
        return None
    return MeetingPlan(
        meeting=meeting,
        room=layout.room,
        room_name=layout.name,
        body_name=body_name,
        body_parent=body_parent,
        place=place,
        title=title,
        subject=subject,
        starts_at=int(starts_at.astimezone(UTC).timestamp()) * 1000,
        chair=chair,
        secretary=secretary,
        chair_title=presiding.title if (presiding := people.name_of(chair)) else "",
        rule_pack=pack.id,
        quorum=pack.quorum,
        persons=people.persons,
        seats=seats,
        items=agenda.items,
        papers=tuple(imported.paper for imported in papers),
        polls=agenda.polls,
        roster_sha256=sha256_hex(_roster(people, agenda)),
        defaults=pack.settings,
        sign_in=people.sign_in,
        tellers=tellers,
        deputies=deputies,
        norms=pack.norms,
    )


def _with_body(
    top: TomlTable, plan: MeetingPlan | None, groups: tuple[Group, ...]
) -> MeetingPlan | None:
    """The plan with what the body brings along; problems are noted with or without a plan."""
    usual = plan.norms.mode if plan else QueueMode.CHAIR
    mode = top.choice("speech_mode", QueueMode, usual)
    agencies, before = read_agencies(top), read_past_sessions(top)
    if plan is None:
        return None
    norms = replace(plan.norms, mode=mode)
    return replace(plan, groups=groups, agencies=agencies, before=before, norms=norms)
