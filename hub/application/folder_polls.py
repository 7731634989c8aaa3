"""Prepared polls of a meeting folder: what is asked, of whom, in which form, and under which rule."""

from __future__ import annotations

from msgspec import Struct, field

from hub.application.folder_people import People
from hub.application.roster import Name
from hub.application.rule_pack import MAX_POLL_S, RulePack, read_fraction, read_plus
from hub.application.toml_table import TomlTable
from hub.domain.vocabulary import (
    Abstention,
    Base,
    Form,
    Interim,
    MajorityRule,
    Option,
    PollKind,
    PollPlan,
    PollSettings,
    PressRule,
    QuorumPolicy,
    Release,
    SecondRound,
    TieRule,
)

MAX_OPTIONS = 100  # the longest lists of candidates have sixty; a ballot's statement must hold them
MAX_PACKAGE = 100  # every item of the longest agenda
MAX_EXCLUDED = 500  # members

_ALWAYS = ("id", "question", "kind", "form", "excluded", "drafted")
_RULE = ("base", "numerator", "denominator", "strict", "plus", "citation")
_TIMING = ("press", "duration_s", "interim", "tie", "quorum", "abstention", "release")
_OF_FORM = {
    Form.MOTION: ("package",),
    Form.OPTIONS: ("options", "picks", "places", "second_round"),
    Form.CONFIDENCE: ("options",),
}


class Candidates(Struct):
    """Names of persons to choose who are not among those expected, by the id of their option."""

    people: People
    names: dict[str, Name] = field(default_factory=dict)


def read_poll(
    table: TomlTable, poll: str, item: str, pack: RulePack | None, candidates: Candidates
) -> PollPlan | None:
    """One poll with what it does not set taken from `pack`; None, which is noted, without its rules.

    Whether the items of its package exist is for whoever knows all of them.
    """
    form = table.choice("form", Form, Form.MOTION)
    table.only(*_ALWAYS, *_RULE, *_TIMING, *_OF_FORM[form])
    kind = table.choice("kind", PollKind, PollKind.ROLL_CALL)
    if kind is PollKind.SECRET:
        table.wrong("secret-poll-unsupported", "kind")
    question, settings = table.text("question"), _settings(table, form, pack)
    options = () if form is Form.MOTION else _options(table, poll, candidates)
    places = table.integer("places", 1, max(1, len(options)), 1)
    picks = table.integer("picks", 1, max(1, len(options)), places)
    package, excluded = table.identifiers("package", MAX_PACKAGE), _excluded(table, candidates)
    drafted = table.flag("drafted", default=False)
    if settings is None:
        return None
    return PollPlan(
        poll=poll,
        item=item,
        question=question,
        kind=kind,
        settings=settings,
        form=form,
        options=options,
        picks=picks,
        places=places,
        package=package,
        excluded=excluded,
        drafted=drafted,
    )


def _settings(table: TomlTable, form: Form, pack: RulePack | None) -> PollSettings | None:
    if pack is None:
        return None
    defaults = pack.settings_of(form)
    if defaults is None:
        table.wrong("no-confidence-rule", "form", id=pack.id)
        return None
    seconds = (defaults.duration_ms or 0) // 1000
    return PollSettings(
        majority=_majority(table, defaults.majority),
        press=table.choice("press", PressRule, defaults.press),
        duration_ms=table.integer("duration_s", 0, MAX_POLL_S, seconds) * 1000 or None,
        interim=table.choice("interim", Interim, defaults.interim),
        tie=table.choice("tie", TieRule, defaults.tie),
        quorum=table.choice("quorum", QuorumPolicy, defaults.quorum),
        abstention=table.choice("abstention", Abstention, defaults.abstention),
        release=table.choice("release", Release, defaults.release),
        second_round=table.choice("second_round", SecondRound, defaults.second_round),
        confidence=defaults.confidence,
    )


def _majority(table: TomlTable, rule: MajorityRule) -> MajorityRule:
    """The pack's rule, or another one, which then must name its own legal basis."""
    if not any(key in table.values for key in _RULE):
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
        plus=read_plus(table, rule.plus),
    )


def _excluded(table: TomlTable, candidates: Candidates) -> tuple[str, ...]:
    excluded = table.identifiers("excluded", MAX_EXCLUDED)
    for person in excluded:
        if not candidates.people.is_member(person):
            table.wrong("not-a-member", "excluded", id=person[:80])
    return tuple(sorted(excluded))


def _options(table: TomlTable, poll: str, candidates: Candidates) -> tuple[Option, ...]:
    options: list[Option] = []
    for number, entry in enumerate(table.tables("options", MAX_OPTIONS), 1):
        entry.only("id", "label", "name", "title", "short")
        option = entry.identifier("id", f"{poll}-{number}"[-64:].lstrip("-"))
        if any(option == other.option for other in options):
            entry.wrong("duplicate-id", "id", id=option[:80])
        options.append(Option(option, _label(entry, option, candidates)))
    if not options:
        table.wrong("no-options", "options")
    return tuple(options)


def _label(entry: TomlTable, option: str, candidates: Candidates) -> str:
    """A thing's label; none for a person, whose name goes to the roster or stands there."""
    if "label" in entry.values:
        for key in entry.values.keys() & {"name", "title", "short"}:
            entry.wrong("label-or-name", key)
        return entry.text("label")
    expected = candidates.people.name_of(option)
    if expected and "name" not in entry.values:
        return ""
    full = entry.text("name", absent="label-or-name")
    name = Name(option, full, entry.text("title", default=""), entry.text("short", default=full))
    if candidates.names.setdefault(option, expected or name) != name:
        entry.wrong("duplicate-id", "id", id=option[:80])
    return ""
