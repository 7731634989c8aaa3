"""Everything a seat does with papers, put together: shelf, reader, search, private notes, the presenter.

Theory of operation. Each part keeps its own table; here stands only what they have to do with one another.
Whatever goes from the shelf goes from the reader in the same step. Turning to a hit, a note or an outline
is a jump with a way back; the presenter's page is one, too, when following begins, and leafs after that.
Whoever navigates by themselves follows no more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

from device.effects import Effect, ForgetKey, ForgetPaper, WipePapers
from device.following import Following
from device.inputs import (
    BoxesFound,
    NotesExported,
    NotesOpened,
    NotesSealed,
    PaperFailed,
    PaperOpened,
    PrintsRead,
    TextFound,
)
from device.noting import Noting
from device.reading import Reading
from device.reading_intents import (
    Arrangement,
    ExportNotes,
    FollowIntent,
    GoToHit,
    GoToNote,
    Navigation,
    NextHit,
    NoteIntent,
    ReadingIntent,
    SearchIntent,
    StartPresenting,
)
from device.room_view import RoomView
from device.searching import Scope, Searching
from device.shelf import Shelf
from protocol.envelope import Envelope
from protocol.messages import (
    AgendaState,
    CatalogueState,
    KeyGrant,
    NotesKept,
    NotesKey,
    NotesTold,
    PresenterState,
    Refusal,
)
from protocol.transfer import Manifest

Outcome: TypeAlias = (
    PaperOpened
    | PaperFailed
    | TextFound
    | BoxesFound
    | PrintsRead
    | NotesOpened
    | NotesSealed
    | NotesExported
)
"""What came of effects."""


class Sitting(Struct, frozen=True):
    """Who reads here now, in which room, and at which times: `now` of this machine, `hub_now` of the hub."""

    view: RoomView
    person: str  # signed in here, or empty
    now: int
    hub_now: int | None
    busy: bool = False  # in the middle of a ballot


class ReadingDesk:
    """The papers of one meeting at one terminal."""

    def __init__(
        self,
        device: str,
        new_id: Callable[[], str],
        spread: Callable[[int], int],
        *,
        may_export: bool = False,
    ) -> None:
        self.shelf = Shelf(new_id, spread)
        self.reading = Reading()
        self.searching = Searching()
        self.noting = Noting(new_id, may_export=may_export)
        self.following = Following(device, new_id)

    def hear(self, envelope: Envelope, sitting: Sitting, *, news: bool) -> tuple[Effect, ...]:
        """The hub says something; `news`: it is a snapshot newer than those before."""
        message, meeting = envelope.message, sitting.view.meeting
        if isinstance(message, Refusal):
            self.noting.refused(message.of, message.code)
            self.following.refused(message.of, message.code)
        elif envelope.meeting != meeting:
            return ()
        elif isinstance(message, CatalogueState) and news:
            return self._lost(self.shelf.catalogue(message, sitting.now))
        elif isinstance(message, PresenterState) and news:
            self.following.hear(message, busy=sitting.busy or self.noting.busy)
        elif isinstance(message, KeyGrant):
            return self.shelf.grant(meeting, message)
        elif isinstance(message, NotesKey):
            return self.noting.key(meeting, message, envelope.seq)
        elif isinstance(message, NotesTold):
            return self.noting.told(meeting, message)
        elif isinstance(message, NotesKept):
            self.noting.kept(message)
        return ()

    def told(self, outcome: Outcome, now: int) -> None:
        """An effect has come to something."""
        if isinstance(outcome, PaperOpened):
            self.reading.opened(outcome.paper, outcome.version, preview=outcome.preview)
        elif isinstance(outcome, PaperFailed):
            self._failed(outcome, now)
        elif isinstance(outcome, TextFound):
            self.searching.found(outcome)
        elif isinstance(outcome, BoxesFound):
            self.searching.boxed(outcome)
        elif isinstance(outcome, PrintsRead):
            self.noting.printed(outcome, now)
        elif isinstance(outcome, NotesOpened):
            self.noting.opened(outcome, now)
        elif isinstance(outcome, NotesSealed):
            self.noting.sealed(outcome)
        else:
            self.noting.was_exported(outcome)

    def intend(self, intent: ReadingIntent, sitting: Sitting) -> tuple[Effect, ...]:
        """The person acts."""
        reading = self.reading
        if isinstance(intent, Arrangement):
            reading.intend(intent, self.shelf)
        elif isinstance(intent, Navigation):
            reading.notice = ""
            reading.intend(intent, self.shelf)
            self.following.navigated()
        elif isinstance(intent, SearchIntent):
            return self._search(intent, sitting)
        elif isinstance(intent, ExportNotes):
            return self.noting.export()
        elif isinstance(intent, NoteIntent):
            self._note(intent, sitting)
        elif isinstance(intent, FollowIntent):
            self._follow(intent, sitting)
        return ()

    def settle(self, sitting: Sitting) -> tuple[Effect, ...]:
        """After every input: what has ended, what to open, what to look for, what to seal."""
        effects = list(self._lost(self.shelf.expire(sitting.hub_now)))
        self._turn()
        effects += self.reading.wanted(sitting.view.agenda, self.shelf)
        effects += self.searching.follow(self._scope(sitting.view.agenda))
        front, view = self.front, sitting.view
        opened = front if front and self.reading.open_whole(front) else None
        effects += self.noting.follow(
            view.meeting, sitting.person, view.people_seq, opened, sitting.now
        )
        if not sitting.person:
            self.following.left()
        return tuple(effects)

    def say(self, sitting: Sitting) -> tuple[Effect, ...]:
        """What is to be said while the link is up."""
        meeting, now, front = sitting.view.meeting, sitting.now, self.reading.paper
        shown = self.following.say(meeting, front, self.reading.page(front), now)
        return (*shown, *self.noting.say(meeting, now), *self.shelf.ask(meeting, now))

    def reconnected(self, now: int) -> None:
        """The link is new."""
        self.shelf.reconnected(now)
        self.noting.reconnected()
        self.following.reconnected()

    @property
    def wake_at(self) -> int | None:
        """When there is something to say again."""
        parts = (self.shelf.wake_at, self.noting.wake_at, self.following.wake_at)
        return min((time for time in parts if time is not None), default=None)

    @property
    def front(self) -> Manifest | None:
        """The paper in front."""
        return self.shelf.manifests.get(self.reading.paper)

    def _scope(self, agenda: AgendaState) -> Scope:
        """Where to search: papers that are here and unlocked, in the order of the agenda."""
        place = {each.item: number for number, each in enumerate(agenda.items)}
        here = [each for each in self.shelf.manifests.values() if self.shelf.readable(each.paper)]
        papers = sorted(here, key=lambda each: place.get(each.item, len(place)))
        return Scope(self.front, self.reading.page(self.reading.paper), papers)

    def _lost(self, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        forgotten: tuple[Effect, ...] = ()
        for effect in effects:
            if isinstance(effect, ForgetKey | ForgetPaper):
                self.reading.gone(effect, self.shelf)
            elif isinstance(effect, WipePapers):
                self.reading.wiped()
                forgotten = self.noting.forget()
        return (*effects, *forgotten)

    def _failed(self, failed: PaperFailed, now: int) -> None:
        self.reading.failed(failed.paper, failed.version, failed.code)
        if failed.code == "chunk-forged":
            self.shelf.lost(failed.paper, failed.version, now)
        elif failed.code in {"key-missing", "key-not-for-this-seat"}:
            self.shelf.locked(failed.paper, failed.version)

    def _search(self, intent: SearchIntent, sitting: Sitting) -> tuple[Effect, ...]:
        effects = self.searching.intend(intent, self._scope(sitting.view.agenda))
        target = self.searching.target
        if target is not None and isinstance(intent, GoToHit | NextHit):
            self.following.navigated()
            self.reading.jump(target.paper, target.hit.page, self.shelf)
        return effects

    def _note(self, intent: NoteIntent, sitting: Sitting) -> None:
        if isinstance(intent, GoToNote):
            note = self.noting.note(intent.note)
            if note is not None and note.page:
                self.following.navigated()
                self.reading.jump(self.reading.paper, note.page, self.shelf)
        else:
            self.noting.intend(intent, sitting.now)

    def _follow(self, intent: FollowIntent, sitting: Sitting) -> None:
        if sitting.person or not isinstance(intent, StartPresenting):
            paper = self.reading.paper
            self.following.intend(intent, paper, self.reading.page(paper))

    def _turn(self) -> None:
        """Turn to the presenter's page: with a way back from where the person was reading."""
        following = self.following
        place = following.turn(known=following.shown.paper in self.shelf.manifests)
        if place is None:
            return
        if following.begun:
            self.reading.jump(*place, self.shelf)
        else:
            self.reading.go(*place, self.shelf)
