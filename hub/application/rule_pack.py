"""One rule pack: what its file may say, and how that is read.

A pack says how a kind of body (UBND, HĐND, hội) counts, times and signs in. It is a TOML file with keys:

    id, name, citation      texts; `citation` is the legal basis as printed beside every result
    valid_from, valid_to    days, both included; `valid_to` may be absent
    verified                false until a person has compared it with the law ("chưa đối chiếu")
    [quorum]                numerator, denominator, strict
    [majority]              base, numerator, denominator, strict, plus?
    [poll]                  press, duration_s (0: the chair ends it), interim, tie, quorum,
                            abstention?, release?
    [election]              optional: base, numerator, denominator, strict, plus?, second_round?;
                            without it a candidate needs the majority of the ballots cast
    [confidence]            optional: base?, resign and dismiss, each { numerator, denominator, strict };
                            without it the body takes no confidence votes
    [sign_in]               optional: mode
    [speech]                seconds by kind of speech, and the queue's mode: see `rule_pack_speech`

Every table with a fraction may carry its own `citation`.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from hub.application.rule_pack_speech import read_norms
from hub.application.toml_table import ProblemsError, TomlTable
from hub.domain.vocabulary import (
    Abstention,
    Base,
    ConfidenceRule,
    Form,
    Interim,
    MajorityRule,
    PollSettings,
    PressRule,
    QuorumPolicy,
    QuorumRule,
    Release,
    SecondRound,
    Share,
    SignInMode,
    SpeechNorms,
    TieRule,
)

MAX_DENOMINATOR = 1000  # hall voting systems stop at 999
MAX_PLUS = 100  # votes on top of a fraction; hall systems ask for one
MAX_POLL_S = 3600  # longer than any poll of one question; slips by post are another thing


class RulePack(Struct, frozen=True):
    """A body's rules on a given day. `verified` is False until a person has checked the law.

    `settings` are those of a motion, `election` of a poll with options, `confidence` of a confidence vote,
    None where the body takes none.
    """

    id: str
    name: str
    citation: str
    valid_from: date
    valid_to: date | None
    verified: bool
    quorum: QuorumRule
    settings: PollSettings
    election: PollSettings
    confidence: PollSettings | None
    sign_in: SignInMode
    norms: SpeechNorms

    def valid_on(self, day: date) -> bool:
        """Whether the pack is in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def settings_of(self, form: Form) -> PollSettings | None:
        """What a poll of this form starts from."""
        return {
            Form.MOTION: self.settings,
            Form.OPTIONS: self.election,
            Form.CONFIDENCE: self.confidence,
        }[form]


class RulePackError(ProblemsError):
    """No usable pack: `unknown-rule-pack`, `rule-pack-not-in-force`, or what is wrong in a file.

    Each problem has a code, the pack's file, the line, and the `key` among its facts.
    """


def read_pack(table: TomlTable) -> RulePack:
    """The pack in a file's top table; raises `RulePackError` with everything wrong in it."""
    table.only(
        "id", "name", "citation", "valid_from", "valid_to", "verified",
        "quorum", "majority", "poll", "election", "confidence", "sign_in", "speech",
    )  # fmt: skip
    basis = _Basis(table.text("citation"), table.flag("verified"))
    settings = _settings(table, basis)
    pack = RulePack(
        id=table.identifier("id"),
        name=table.text("name"),
        citation=basis.citation,
        valid_from=table.day("valid_from", required=True) or date.min,
        valid_to=table.day("valid_to", required=False),
        verified=basis.verified,
        quorum=_quorum(table.table("quorum"), basis),
        settings=settings,
        election=_election(table, settings, basis),
        confidence=_confidence(table, settings, basis),
        sign_in=_sign_in(table),
        norms=read_norms(table.table("speech"), basis.citation, verified=basis.verified),
    )
    if pack.valid_to is not None and pack.valid_to < pack.valid_from:
        table.wrong("ends-before-start", "valid_to")
    if table.problems.found:
        raise RulePackError(table.problems.in_order())
    return pack


def read_fraction(table: TomlTable, numerator: int, denominator: int) -> tuple[int, int]:
    """`numerator` and `denominator` of a table, at most one; the arguments are the defaults."""
    n = table.integer("numerator", 1, MAX_DENOMINATOR, numerator or None)
    d = table.integer("denominator", 1, MAX_DENOMINATOR, denominator or None)
    if n > d:
        table.wrong("fraction-above-one", "numerator", numerator=n, denominator=d)
    return n, d


def read_plus(table: TomlTable, default: int | None) -> int | None:
    """The votes a rule asks for on top of its fraction, if it is written that way."""
    return table.integer("plus", 0, MAX_PLUS) if "plus" in table.values else default


class _Basis(Struct, frozen=True):
    citation: str
    verified: bool

    def of(self, table: TomlTable) -> str:
        return table.text("citation", default=self.citation)


def _quorum(table: TomlTable, basis: _Basis) -> QuorumRule:
    table.only("numerator", "denominator", "strict", "citation")
    share = _share(table)
    return QuorumRule(
        share.numerator, share.denominator, share.strict, basis.of(table), basis.verified
    )


def _majority(table: TomlTable, basis: _Basis, base: Base | None = None) -> MajorityRule:
    share = _share(table)
    return MajorityRule(
        base=table.choice("base", Base, base),
        numerator=share.numerator,
        denominator=share.denominator,
        strict=share.strict,
        citation=basis.of(table),
        verified=basis.verified,
        plus=read_plus(table, None),
    )


def _share(table: TomlTable) -> Share:
    numerator, denominator = read_fraction(table, 0, 0)
    return Share(numerator, denominator, table.flag("strict"))


def _settings(table: TomlTable, basis: _Basis) -> PollSettings:
    poll, majority = table.table("poll"), table.table("majority")
    poll.only("press", "duration_s", "interim", "tie", "quorum", "abstention", "release")
    majority.only("base", "numerator", "denominator", "strict", "plus", "citation")
    return PollSettings(
        majority=_majority(majority, basis),
        press=poll.choice("press", PressRule),
        duration_ms=poll.integer("duration_s", 0, MAX_POLL_S) * 1000 or None,
        interim=poll.choice("interim", Interim),
        tie=poll.choice("tie", TieRule),
        quorum=poll.choice("quorum", QuorumPolicy),
        abstention=poll.choice("abstention", Abstention, Abstention.COUNTED),
        release=poll.choice("release", Release, Release.ANNOUNCED),
    )


def _election(table: TomlTable, settings: PollSettings, basis: _Basis) -> PollSettings:
    """Judged option by option: no abstaining, and no tie that the chair could decide."""
    plain = replace(settings, tie=TieRule.NONE, abstention=Abstention.COUNTED)
    election = table.optional_table("election")
    if election is None:
        return replace(plain, majority=replace(settings.majority, base=Base.CAST))
    election.only("base", "numerator", "denominator", "strict", "plus", "citation", "second_round")
    return replace(
        plain,
        majority=_majority(election, basis, Base.CAST),
        second_round=election.choice("second_round", SecondRound, SecondRound.SAME),
    )


def _confidence(table: TomlTable, settings: PollSettings, basis: _Basis) -> PollSettings | None:
    confidence = table.optional_table("confidence")
    if confidence is None:
        return None
    confidence.only("base", "resign", "dismiss", "citation")
    shares = [confidence.table(key) for key in ("resign", "dismiss")]
    for share in shares:
        share.only("numerator", "denominator", "strict")
    resign, dismiss = (_share(share) for share in shares)
    majority = MajorityRule(
        base=confidence.choice("base", Base, Base.MEMBERS),
        numerator=resign.numerator,
        denominator=resign.denominator,
        strict=resign.strict,
        citation=basis.of(confidence),
        verified=basis.verified,
    )
    return replace(
        settings,
        majority=majority,
        tie=TieRule.NONE,
        abstention=Abstention.COUNTED,
        confidence=ConfidenceRule(resign, dismiss),
    )


def _sign_in(table: TomlTable) -> SignInMode:
    sign_in = table.optional_table("sign_in")
    if sign_in is None:
        return SignInMode.ASSIGNMENT
    sign_in.only("mode")
    return sign_in.choice("mode", SignInMode)
