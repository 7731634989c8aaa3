"""The agenda of a meeting folder: items, the papers listed under them, and prepared polls."""

from __future__ import annotations

from dataclasses import dataclass, field

from hub.application.folder_witnesses import read_witnesses
from hub.application.rule_packs import MAX_POLL_S, read_fraction
from hub.application.toml_table import TomlTable
from hub.domain.vocabulary import (
    Base,
    Interim,
    ItemPlan,
    MajorityRule,
    PollKind,
    PollPlan,
    PollSettings,
    PressRule,
    QuorumPolicy,
    TieRule,
)

MAX_ITEMS = 100  # a council session of several days has about forty
MAX_PAPERS_PER_ITEM = 100
MAX_POLLS_PER_ITEM = 50  # a resolution voted article by article
MAX_MINUTES = 600  # ten hours: no item outlasts its day

_FRACTION = ("base", "numerator", "denominator", "strict")
_TIMING = ("press", "duration_s", "interim", "tie", "quorum")


@dataclass(frozen=True)
class PaperEntry:
    """A paper as listed: where its file should be, before anybody looked."""

    paper: str
    item: str
    title: str
    file: str  # relative to the folder
    table: TomlTable  # for problems that only the file itself will show
    password: str = field(default="", repr=False)
    seen_by: tuple[str, ...] = ()  # who looked at every page of a scan


@dataclass(frozen=True)
class Agenda:
    """What the meeting will deal with, in order."""

    items: tuple[ItemPlan, ...]
    papers: tuple[PaperEntry, ...]
    polls: tuple[PollPlan, ...]


@dataclass
class _Ids:
    """Ids used so far, each kind apart, over the whole meeting."""

    items: set[str]
    papers: set[str]
    polls: set[str]


def read_agenda(top: TomlTable, defaults: PollSettings | None) -> Agenda:
    """All items; polls take what they do not set from `defaults`, and are left out without them."""
    ids = _Ids(set(), set(), set())
    items: list[ItemPlan] = []
    papers: list[PaperEntry] = []
    polls: list[PollPlan] = []
    for number, table in enumerate(top.tables("items", MAX_ITEMS), 1):
        item = _item(table, number, ids.items)
        items.append(item)
        for n, entry in enumerate(table.tables("papers", MAX_PAPERS_PER_ITEM), 1):
            papers.append(_paper(entry, item, n, ids.papers))
        for n, entry in enumerate(table.tables("polls", MAX_POLLS_PER_ITEM), 1):
            polls += _poll(entry, item, n, ids.polls, defaults)
    if not items:
        top.wrong("no-items", "items")
    return Agenda(tuple(items), tuple(papers), tuple(polls))


def _item(table: TomlTable, number: int, taken: set[str]) -> ItemPlan:
    table.only("id", "title", "presenter", "minutes", "draft", "papers", "polls")
    return ItemPlan(
        item=_fresh_id(table, f"item-{number}", taken),
        number=number,
        title=table.text("title", absent="item-without-title"),
        presenter=table.text("presenter"),
        planned_minutes=table.integer("minutes", 1, MAX_MINUTES),
        draft=table.prose("draft"),
    )


def _paper(table: TomlTable, item: ItemPlan, number: int, taken: set[str]) -> PaperEntry:
    table.only("id", "file", "title", "password", "seen_by")
    paper = _fresh_id(table, f"{item.item}-paper-{number}", taken)
    title, file = table.text("title"), table.text("file")
    password = table.text("password", default="")
    return PaperEntry(paper, item.item, title, file, table, password, read_witnesses(table))


def _poll(
    table: TomlTable, item: ItemPlan, number: int, taken: set[str], defaults: PollSettings | None
) -> list[PollPlan]:
    table.only("id", "question", "kind", "citation", *_FRACTION, *_TIMING)
    poll = _fresh_id(table, f"{item.item}-poll-{number}", taken)
    question = table.text("question")
    kind = table.choice("kind", PollKind, PollKind.ROLL_CALL)
    if kind is PollKind.SECRET:
        table.wrong("secret-poll-unsupported", "kind")
    if defaults is None:
        return []
    return [PollPlan(poll, item.item, question, kind, _settings(table, defaults))]


def _settings(table: TomlTable, defaults: PollSettings) -> PollSettings:
    seconds = (defaults.duration_ms or 0) // 1000
    return PollSettings(
        majority=_majority(table, defaults.majority),
        press=table.choice("press", PressRule, defaults.press),
        duration_ms=table.integer("duration_s", 0, MAX_POLL_S, seconds) * 1000 or None,
        interim=table.choice("interim", Interim, defaults.interim),
        tie=table.choice("tie", TieRule, defaults.tie),
        quorum=table.choice("quorum", QuorumPolicy, defaults.quorum),
    )


def _majority(table: TomlTable, rule: MajorityRule) -> MajorityRule:
    """The pack's rule, or another one, which then must name its own legal basis."""
    if not any(key in table.values for key in (*_FRACTION, "citation")):
        return rule
    if "citation" not in table.values:
        table.wrong("rule-without-citation", "citation")
    numerator, denominator = read_fraction(table, rule.numerator, rule.denominator)
    return MajorityRule(
        base=table.choice("base", Base, rule.base),
        numerator=numerator,
        denominator=denominator,
        strict=table.flag("strict", default=rule.strict),
        citation=table.text("citation", default=""),
        verified=False,
    )


def _fresh_id(table: TomlTable, default: str, taken: set[str]) -> str:
    identifier = table.identifier("id", default)
    if identifier in taken:
        table.wrong("duplicate-id", "id", id=identifier[:80])
    taken.add(identifier)
    return identifier
