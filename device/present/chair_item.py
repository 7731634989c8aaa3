"""The active item at a console: its papers, its conclusion as it is typed, and the tasks read from that."""

from __future__ import annotations

from device.assigning import tasks, to_screen
from device.present.clocks import clock_text, down, spent_ms
from device.present.forecast import over_minutes
from device.screens import ItemPanel, ItemStage, PaperTab, TaskChip
from device.terminal import Terminal
from protocol.messages import ItemState


def item_panel(terminal: Terminal, now: int) -> ItemPanel | None:
    """The active item; None while there is none."""
    view, console, item = terminal.view, terminal.console, terminal.view.item
    if item is None:
        return None
    given = item.opinions
    text = item.conclusion or console.drafts.typed.get(item.item, item.draft)
    return ItemPanel(
        item=item.item,
        number=item.number,
        count=len(view.agenda.items),
        title=item.title,
        presenter=item.presenter,
        stage=ItemStage(item.stage),
        started=clock_text(item.started_at),
        planned_minutes=item.planned_minutes,
        elapsed_ms=down(spent_ms(terminal, item, now)),
        papers=_papers(terminal, item),
        conclusion=text,
        conclusion_confirmed=bool(item.conclusion),
        tasks=_tasks(terminal, item, text),
        opinions=(given.agree, given.other, given.against) if given else None,
        note=console.notes.typed.get(item.item, view.agenda.note),
        over_minutes=over_minutes(terminal, item, now),
        draft_saved=console.drafts.saved(item.item),
    )


def _tasks(terminal: Terminal, item: ItemState, text: str) -> tuple[TaskChip, ...]:
    """Those recorded with a conclusion; before that, as they would be."""
    if item.conclusion:
        return tuple(to_screen(each) for each in item.tasks)
    session = terminal.view.session
    return tasks(text, session.agencies if session else ())


def _papers(terminal: Terminal, item: ItemState) -> tuple[PaperTab, ...]:
    view = terminal.view
    held = {each.paper: each for each in view.chair_view.papers}
    papers = []
    for manifest in view.catalogue.papers:
        if manifest.item != item.item:
            continue
        known = held.get(manifest.paper)
        percent = known.held * 100 // known.total if known and known.total else 0
        papers.append(
            PaperTab(
                paper=manifest.paper,
                title=manifest.title,
                pages=manifest.pages,
                percent=percent,
                readable=percent == 100,
                preview=percent > 0,
            )
        )
    return tuple(papers)
