"""An open or paused poll at the console."""

from __future__ import annotations

from device.present.clocks import countdown
from device.present.desk import count_desk, entries_differ, entries_needed
from device.present.polls import ANSWERING, labels, package, rule, running
from device.screens import Form, PollKind, PollPanel, PollStage
from device.terminal import Terminal


def poll_panel(terminal: Terminal, now: int) -> PollPanel | None:
    """The poll that leads, while it is answered or counted by hand."""
    poll = terminal.view.poll
    if poll is None or poll.stage not in ANSWERING:
        return None
    counts, votes = running(terminal, poll, terminal.view.chair_view.counts)
    return PollPanel(
        poll=poll.poll,
        question=poll.question,
        item_number=terminal.view.item_number(poll.item),
        stage=PollStage(poll.stage),
        countdown=countdown(terminal, poll, now),
        rule=rule(poll.rule),
        entitled_present=len(poll.present),
        pressed=terminal.view.progress(poll.poll).cast,
        counts=counts,
        kind=PollKind(poll.kind),
        form=Form(poll.form),
        options=labels(poll),
        picks=poll.picks,
        places=poll.places,
        package=package(terminal, poll),
        entry=count_desk(terminal),
        entered=len(poll.entries),
        entries_needed=entries_needed(poll),
        entries_differ=entries_differ(poll),
        votes=votes,
        void_proposed=poll.void_proposed,
    )
