"""What one poll is counted from, and the count: ballots, typed counts, corrections, the chair's vote."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from protocol import check_code, recount
from protocol.entry import Entry, NamedAnswer
from protocol.errors import RemoteProtocolError
from protocol.messages import BallotShown, EntryState, NamedState, ResultState
from protocol.recount import Asked, Lists
from protocol.verifier.bodies import BallotCast, PollCorrected, PollPlan, Share
from protocol.verifier.bodies.words import PRESSED, PollKind
from protocol.votes import Paper, check_answer, entry_of, of_entry

_NOBODY = Lists(0, 0, 0)


class Counting(Struct):
    """The counted answers of one poll. `ballots` by person; `entries` by who typed them, latest last;
    `agreed` are the ones counted, typed by `counted_by` until a correction.
    """

    plan: PollPlan
    chair: str
    present: tuple[str, ...] = ()
    lists: Lists = _NOBODY
    ballots: dict[str, BallotShown] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    agreed: Entry | None = None
    counted_by: tuple[str, ...] = ()
    tie_choice: str = ""

    @property
    def paper(self) -> Paper:
        """What an answer to this poll may look like."""
        options = tuple(option.option for option in self.plan.options)
        return Paper(self.plan.form.value, options, self.plan.picks)

    def press(self, cast: BallotCast) -> None:
        """A valid ballot; a later one of the same person replaces it."""
        check_answer(self.paper, cast.answer)
        self.ballots[cast.person] = BallotShown(cast.person, cast.answer, cast.ballot)

    def type(self, person: str, entry: Entry) -> None:
        """Typed counts; later ones of the same person replace them. `bad-entry` if they cannot be."""
        self._check_entry(entry)
        self.entries.pop(person, None)
        self.entries[person] = entry

    def close(self) -> None:
        """Settle which typed counts are the ones: `count-missing`, `counts-differ`."""
        if self.plan.kind in PRESSED:
            return
        typed = [*self.entries.values()]
        if self.plan.kind is PollKind.PAPER:
            twice = [entry for place, entry in enumerate(typed) if entry in typed[:place]]
            self.agreed = twice[0] if twice else None
        else:
            self.agreed = typed[-1] if typed else None
        alike = [who for who, entry in self.entries.items() if entry == self.agreed]
        self.counted_by = tuple(alike if self.plan.kind is PollKind.PAPER else alike[-1:])
        if self.agreed is None and len(typed) > 1:
            raise RemoteProtocolError("counts-differ")
        if self.agreed is None:
            raise RemoteProtocolError("count-missing")

    def correct(self, made: PollCorrected) -> None:
        """Put answers or counts right, by name where there are names; `bad-correction`."""
        by_name = self.plan.kind in PRESSED or bool(self.agreed and self.agreed.named)
        if by_name != bool(made.answers) or by_name == (made.entry is not None):
            raise RemoteProtocolError("bad-correction", "answers" if by_name else "entry")
        self._check_answers(made.answers)
        if made.entry is not None:
            self._check_entry(made.entry)
            self.agreed = made.entry
        elif self.plan.kind in PRESSED:
            self._correct_ballots(made)
        elif self.agreed is not None:
            self._correct_names(self.agreed, made.answers)

    def count(self) -> ResultState:
        """The recount as things stand."""
        return self._recount(self.chair)

    def answers(self) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
        """Person, answer, corrected: of the ballots, or of a show of hands by name, sorted."""
        named = self.agreed.named if self.agreed else ()
        by_hand = [(each.person, each.answer, False) for each in named]
        pressed = [(who, cast.answer, cast.corrected) for who, cast in self.ballots.items()]
        return tuple(sorted(pressed + by_hand))

    def code(
        self, meeting: str, roll_sha256: str, result: ResultState, record_seq: int, record_hash: str
    ) -> tuple[str, ...]:
        """The four syllables of the ballots as published: without names where the poll has none."""
        evidence = check_code.digest(
            meeting=meeting,
            poll=self.plan.poll,
            roll_sha256=roll_sha256,
            ballots=self._published(result),
            entry=self._entry(),
            result=result,
            record_seq=record_seq,
            record_hash=record_hash,
        )
        return check_code.code(evidence)

    def _recount(self, chair: str) -> ResultState:
        rule = _Rule(self.plan)
        options = self.paper.options
        asked = Asked(self.plan.form.value, options, self.plan.picks, self.plan.places, rule)
        ballots = self.ballots.values()
        tie_choice = self.tie_choice
        return recount.recount(
            asked, self.lists, ballots, self._entry(), chair=chair, tie_choice=tie_choice
        )

    def _published(self, result: ResultState) -> list[BallotShown]:
        """In an unnamed poll only the chair is named, where the chair's side decided a tie."""
        if self.plan.kind is PollKind.ROLL_CALL:
            return [*self.ballots.values()]
        decided = result.outcome != "vote-again" and self._recount("").outcome == "vote-again"
        named = self.chair if decided else ""
        return [
            ballot if ballot.person == named else replace(ballot, person="")
            for ballot in self.ballots.values()
        ]

    def _entry(self) -> EntryState | None:
        return _state(self.agreed) if self.agreed else None

    def _check_entry(self, entry: Entry) -> None:
        of_entry(self.paper, _state(entry), self.chair)
        named = [each.person for each in entry.named]
        by_hands = self.plan.kind is PollKind.SHOW_OF_HANDS
        fits = entry.invalid == 0 if by_hands else not named
        if not fits or entry.cast > self.lists.present or not set(named) <= set(self.present):
            raise RemoteProtocolError("bad-entry", self.plan.kind.value)

    def _check_answers(self, answers: Sequence[NamedAnswer]) -> None:
        persons = [each.person for each in answers]
        if len(set(persons)) != len(persons):
            raise RemoteProtocolError("bad-correction", "person twice")
        if not set(persons) <= set(self.present):
            raise RemoteProtocolError("correction-of-someone-absent")
        for each in answers:
            if each.answer:
                check_answer(self.paper, each.answer)

    def _correct_ballots(self, made: PollCorrected) -> None:
        for each in made.answers:
            self.ballots.pop(each.person, None)
            if each.answer:
                corrected = BallotShown(each.person, each.answer, made.correction, corrected=True)
                self.ballots[each.person] = corrected

    def _correct_names(self, agreed: Entry, answers: Sequence[NamedAnswer]) -> None:
        named = {each.person: each.answer for each in (*agreed.named, *answers)}
        kept = [NamedState(who, named[who]) for who in sorted(named) if named[who]]
        found = entry_of(self.paper, "", kept)
        names = tuple(NamedAnswer(each.person, each.answer) for each in kept)
        self.agreed = Entry(found.cast, found.counts, found.blank, found.invalid, names)


def _state(entry: Entry) -> EntryState:
    return EntryState(
        person="",
        shown=True,
        cast=entry.cast,
        counts=entry.counts,
        blank=entry.blank,
        invalid=entry.invalid,
        named=tuple(NamedState(each.person, each.answer) for each in entry.named),
    )


class _Rule:
    """A planned poll's rule in the form `recount` takes."""

    def __init__(self, plan: PollPlan) -> None:
        settings, majority = plan.settings, plan.settings.majority
        confidence = settings.confidence
        self.base: str = majority.base.value
        self.numerator, self.denominator = majority.numerator, majority.denominator
        self.strict, self.plus = majority.strict, majority.plus
        self.abstention: str = settings.abstention.value
        self.tie: str = settings.tie.value
        self.resign: Share | None = confidence.resign if confidence else None
        self.dismiss: Share | None = confidence.dismiss if confidence else None
