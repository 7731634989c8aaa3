"""The agenda of a meeting folder: items, the papers listed under them, and prepared polls."""

from __future__ import annotations

from msgspec import Struct

from hub.application.folder_people import People
from hub.application.folder_polls import Candidates, read_poll
from hub.application.folder_witnesses import read_witnesses
from hub.application.roster import Name
from hub.application.rule_pack import RulePack
from hub.application.toml_table import TomlTable
from hub.domain.vocabulary import ItemPlan, Opinions, PollPlan, Registration, SpeechKind
from protocol.hiding import hiding

MAX_ITEMS = 100  # a council session of several days has about forty
MAX_PAPERS_PER_ITEM = 100
MAX_POLLS_PER_ITEM = 50  # a resolution voted article by article
MAX_MINUTES = 600  # ten hours: no item outlasts its day
MAX_OPINIONS = 1_000  # everybody a body could ask
MAX_REGISTERED = 500  # everybody of the largest hall


class PaperEntry(Struct, frozen=True):
    """A paper as listed: where its file should be, before anybody looked."""

    paper: str
    item: str
    title: str
    file: str  # relative to the folder
    table: TomlTable  # for problems that only the file itself will show
    password: str = ""
    seen_by: tuple[str, ...] = ()  # who looked at every page of a scan

    __repr__ = hiding("password")


class Agenda(Struct, frozen=True):
    """What the meeting will deal with, in order."""

    items: tuple[ItemPlan, ...]
    papers: tuple[PaperEntry, ...]
    polls: tuple[PollPlan, ...]
    candidates: tuple[Name, ...]  # to be chosen, not expected at the meeting


class _Ids(Struct):
    """Ids used so far, each kind apart, over the whole meeting."""

    items: set[str]
    papers: set[str]
    polls: set[str]


def read_agenda(top: TomlTable, pack: RulePack | None, people: People) -> Agenda:
    """All items; polls take what they do not set from `pack`, and are left out without it."""
    ids, candidates = _Ids(set(), set(), set()), Candidates(people)
    items: list[ItemPlan] = []
    papers: list[PaperEntry] = []
    polls: list[tuple[TomlTable, PollPlan]] = []
    for number, table in enumerate(top.tables("items", MAX_ITEMS), 1):
        item = _item(table, number, ids.items, people)
        items.append(item)
        for n, entry in enumerate(table.tables("papers", MAX_PAPERS_PER_ITEM), 1):
            papers.append(_paper(entry, item, n, ids.papers))
        for n, entry in enumerate(table.tables("polls", MAX_POLLS_PER_ITEM), 1):
            poll = _fresh_id(entry, f"{item.item}-poll-{n}", ids.polls)
            if plan := read_poll(entry, poll, item.item, pack, candidates):
                polls.append((entry, plan))
    if not items:
        top.wrong("no-items", "items")
    _check_packages(polls, items)
    plans = tuple(plan for _, plan in polls)
    return Agenda(tuple(items), tuple(papers), plans, tuple(candidates.names.values()))


def _item(table: TomlTable, number: int, taken: set[str], people: People) -> ItemPlan:
    table.only(
        "id", "title", "presenter", "minutes", "draft", "papers", "polls",
        "speaker", "expected_papers", "opinions", "registered",
    )  # fmt: skip
    return ItemPlan(
        item=_fresh_id(table, f"item-{number}", taken),
        number=number,
        title=table.text("title", absent="item-without-title"),
        presenter=table.text("presenter"),
        planned_minutes=table.integer("minutes", 1, MAX_MINUTES),
        draft=table.prose("draft"),
        speaker=_person(table, "speaker", people) if "speaker" in table.values else "",
        expected_papers=table.integer("expected_papers", 0, MAX_PAPERS_PER_ITEM, 0),
        opinions=_opinions(table),
        registered=_registered(table, people),
    )


def _opinions(table: TomlTable) -> Opinions | None:
    """Opinions received before the session, where any were asked for."""
    opinions = table.optional_table("opinions")
    if opinions is None:
        return None
    opinions.only("agree", "other", "against")
    return Opinions(
        agree=opinions.integer("agree", 0, MAX_OPINIONS),
        other=opinions.integer("other", 0, MAX_OPINIONS, 0),
        against=opinions.integer("against", 0, MAX_OPINIONS, 0),
    )


def _registered(table: TomlTable, people: People) -> tuple[Registration, ...]:
    """Who asked to speak on the item before the session, each once, in this order."""
    registered: list[Registration] = []
    for entry in table.tables("registered", MAX_REGISTERED):
        entry.only("person", "kind")
        person = _person(entry, "person", people)
        if any(each.person == person for each in registered):
            entry.wrong("duplicate-id", "person", id=person[:80])
        registered.append(Registration(person, _kind(entry)))
    return tuple(registered)


def _kind(table: TomlTable) -> SpeechKind:
    """A kind of speech that one asks for; presentations begin with their item."""
    kind = table.choice("kind", SpeechKind, SpeechKind.CONTRIBUTION)
    if kind is SpeechKind.PRESENTATION and "kind" in table.values:
        allowed = ", ".join(each for each in SpeechKind if each is not SpeechKind.PRESENTATION)
        table.wrong("unknown-value", "kind", value=kind, allowed=allowed)
    return kind


def _person(table: TomlTable, key: str, people: People) -> str:
    person = table.identifier(key)
    if person and not people.knows(person):
        table.wrong("unknown-person", key, id=person[:80])
    return person


def _paper(table: TomlTable, item: ItemPlan, number: int, taken: set[str]) -> PaperEntry:
    table.only("id", "file", "title", "password", "seen_by")
    paper = _fresh_id(table, f"{item.item}-paper-{number}", taken)
    title, file = table.text("title"), table.text("file")
    password = table.text("password", default="")
    return PaperEntry(paper, item.item, title, file, table, password, read_witnesses(table))


def _check_packages(entries: list[tuple[TomlTable, PollPlan]], items: list[ItemPlan]) -> None:
    """What a poll would carry are other items of this agenda."""
    known = {item.item for item in items}
    for table, poll in entries:
        for item in poll.package:
            if item not in known or item == poll.item:
                table.wrong("unknown-item", "package", id=item[:80])


def _fresh_id(table: TomlTable, default: str, taken: set[str]) -> str:
    identifier = table.identifier("id", default)
    if identifier in taken:
        table.wrong("duplicate-id", "id", id=identifier[:80])
    taken.add(identifier)
    return identifier
