"""Rule packs: law as dated data. A pack says how a kind of body (UBND, HĐND, hội) counts and times.

A pack is one TOML file in a directory; a technician adds one without touching code. Its keys:

    id, name, citation      texts; `citation` is the legal basis as printed beside every result
    valid_from, valid_to    days, both included; `valid_to` may be absent
    verified                false until a person has compared it with the law ("chưa đối chiếu")
    [quorum]                numerator, denominator, strict
    [majority]              base, numerator, denominator, strict
    [poll]                  press, duration_s (0: the chair ends it), interim, tie, quorum
    [speech]                seconds by kind of speech

`quorum` and `majority` may carry their own `citation`. Several files may share an id for different
times; a body's pack is the one valid on the day of the meeting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hub.application.toml_table import (
    MAX_TOML_BYTES,
    FolderProblem,
    ProblemsError,
    TomlTable,
    read_toml,
)
from hub.domain.vocabulary import (
    Base,
    Interim,
    MajorityRule,
    PollSettings,
    PressRule,
    QuorumPolicy,
    QuorumRule,
    TieRule,
)

STANDARD_PACKS = Path(__file__).parent.parent / "rule_packs"
MAX_DENOMINATOR = 1000  # hall voting systems stop at 999
MAX_POLL_S = 3600  # longer than any poll of one question; slips by post are another thing
MAX_SPEECH_S = 4 * 3600  # a half-day session


@dataclass(frozen=True)
class SpeechTimer:
    """How long one kind of speech may take."""

    kind: str
    duration_ms: int


@dataclass(frozen=True)
class RulePack:
    """A body's rules on a given day. `verified` is False until a person has checked the law."""

    id: str
    name: str
    citation: str
    valid_from: date
    valid_to: date | None
    verified: bool
    quorum: QuorumRule
    settings: PollSettings
    speech: tuple[SpeechTimer, ...]

    def valid_on(self, day: date) -> bool:
        """Whether the pack is in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class RulePackError(ProblemsError):
    """No usable pack: `unknown-rule-pack`, `rule-pack-not-in-force`, or what is wrong in a file.

    Each problem has a code, the pack's file, the line, and the `key` among its facts.
    """


def find_pack(pack_id: str, directories: Sequence[Path], on: date) -> RulePack:
    """The pack `pack_id` in force on the day `on`; an earlier directory wins over a later one.

    A wrong value in the pack of another body does not stand in the way; a file that is not TOML does,
    since nobody can tell whose it was.
    """
    others: list[RulePack] = []
    for path in _pack_files(directories):
        table = _open(path)
        if table.values.get("id") != pack_id:
            continue
        pack = _pack(table)
        if pack.valid_on(on):
            return pack
        others.append(pack)
    code = "rule-pack-not-in-force" if others else "unknown-rule-pack"
    facts: dict[str, str | int] = {"id": pack_id[:80], "on": on.isoformat()}
    raise RulePackError((FolderProblem(code, "", 0, facts),))


def load_pack(path: Path) -> RulePack:
    """Read one pack file; raises `RulePackError` with everything wrong in it."""
    return _pack(_open(path))


def read_fraction(table: TomlTable, numerator: int, denominator: int) -> tuple[int, int]:
    """`numerator` and `denominator` of a table, at most one; the arguments are the defaults."""
    n = table.integer("numerator", 1, MAX_DENOMINATOR, numerator or None)
    d = table.integer("denominator", 1, MAX_DENOMINATOR, denominator or None)
    if n > d:
        table.wrong("fraction-above-one", "numerator", numerator=n, denominator=d)
    return n, d


def _pack_files(directories: Sequence[Path]) -> list[Path]:
    return [path for directory in directories for path in sorted(directory.glob("*.toml"))]


def _open(path: Path) -> TomlTable:
    with path.open("rb") as file:
        data = file.read(MAX_TOML_BYTES + 1)
    if len(data) > MAX_TOML_BYTES:
        raise RulePackError((FolderProblem("file-too-large", path.name, 1, {"key": ""}),))
    try:
        return read_toml(data, path.name)
    except ProblemsError as error:
        raise RulePackError(error.problems) from error


def _pack(table: TomlTable) -> RulePack:
    table.only(
        "id", "name", "citation", "valid_from", "valid_to", "verified",
        "quorum", "majority", "poll", "speech",
    )  # fmt: skip
    citation = table.text("citation")
    verified = table.flag("verified")
    pack = RulePack(
        id=table.identifier("id"),
        name=table.text("name"),
        citation=citation,
        valid_from=table.day("valid_from", required=True) or date.min,
        valid_to=table.day("valid_to", required=False),
        verified=verified,
        quorum=_quorum(table.table("quorum"), citation, verified=verified),
        settings=_settings(table, citation, verified=verified),
        speech=_speech(table.table("speech")),
    )
    if pack.valid_to is not None and pack.valid_to < pack.valid_from:
        table.wrong("ends-before-start", "valid_to")
    if table.problems.found:
        raise RulePackError(table.problems.in_order())
    return pack


def _quorum(table: TomlTable, citation: str, *, verified: bool) -> QuorumRule:
    table.only("numerator", "denominator", "strict", "citation")
    numerator, denominator = read_fraction(table, 0, 0)
    return QuorumRule(
        numerator=numerator,
        denominator=denominator,
        strict=table.flag("strict"),
        citation=table.text("citation", default=citation),
        verified=verified,
    )


def _majority(table: TomlTable, citation: str, *, verified: bool) -> MajorityRule:
    table.only("base", "numerator", "denominator", "strict", "citation")
    numerator, denominator = read_fraction(table, 0, 0)
    return MajorityRule(
        base=table.choice("base", Base),
        numerator=numerator,
        denominator=denominator,
        strict=table.flag("strict"),
        citation=table.text("citation", default=citation),
        verified=verified,
    )


def _settings(table: TomlTable, citation: str, *, verified: bool) -> PollSettings:
    poll = table.table("poll")
    poll.only("press", "duration_s", "interim", "tie", "quorum")
    return PollSettings(
        majority=_majority(table.table("majority"), citation, verified=verified),
        press=poll.choice("press", PressRule),
        duration_ms=poll.integer("duration_s", 0, MAX_POLL_S) * 1000 or None,
        interim=poll.choice("interim", Interim),
        tie=poll.choice("tie", TieRule),
        quorum=poll.choice("quorum", QuorumPolicy),
    )


def _speech(table: TomlTable) -> tuple[SpeechTimer, ...]:
    return tuple(
        SpeechTimer(kind, table.integer(kind, 10, MAX_SPEECH_S) * 1000) for kind in table.values
    )
