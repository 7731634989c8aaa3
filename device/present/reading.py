"""What a seat shows of its reader beside the page: search, private notes, second paper, the presenter."""

from __future__ import annotations

from device.notes import Note
from device.screens import FollowBar, HitRow, NoteKind, NoteRow, NotesPanel, Pane, SearchPanel
from device.terminal import Terminal


def beside(terminal: Terminal) -> Pane | None:
    """The second paper, if one is laid there."""
    reading, shelf = terminal.reading, terminal.shelf
    manifest = shelf.manifests.get(reading.beside[0]) if reading.beside else None
    if manifest is None or reading.beside is None:
        return None
    return Pane(
        paper=manifest.paper,
        version=manifest.version,
        title=manifest.title,
        page=reading.beside[1],
        pages=manifest.pages,
        percent=shelf.percent(manifest.paper),
        readable=reading.open_whole(manifest),
        preview=reading.open_at_all(manifest),
    )


def search(terminal: Terminal) -> SearchPanel | None:
    """The search, while it is open."""
    searching, manifests = terminal.papers.searching, terminal.shelf.manifests
    if not searching.opened:
        return None
    return SearchPanel(
        query=searching.query,
        everywhere=searching.everywhere,
        hits=tuple(
            HitRow(
                paper=each.paper,
                title=manifests[each.paper].title if each.paper in manifests else "",
                page=each.hit.page,
                before=each.hit.before,
                match=each.hit.match,
                after=each.hit.after,
                exact=each.hit.exact,
                recognised=each.hit.recognised,
            )
            for each in searching.hits
        ),
        current=searching.current,
        more=searching.more,
        pages_done=searching.pages_done,
        pages_total=searching.pages_total,
        scans=tuple(each.title for each in searching.scans),
        marked=searching.marked(terminal.reading.paper),
    )


def notes(terminal: Terminal) -> NotesPanel | None:
    """The notes of whoever is signed in, on the paper in front."""
    noting = terminal.papers.noting
    if not terminal.person:
        return None
    page = noting.page(terminal.reading.paper)
    drawn = [n for n in page.book.notes if n.page and n.kind is not NoteKind.BOOKMARK]
    return NotesPanel(
        tool=noting.tool,
        colour=noting.colour,
        notes=tuple(_row(note) for note in sorted(drawn, key=lambda note: note.page)),
        orphans=tuple(_row(note) for note in page.book.orphans),
        can_undo=page.book.undoable,
        can_redo=page.book.redoable,
        ready=noting.ready,
        kept=page.kept,
        fault=noting.fault,
        may_export=noting.may_export,
        exported=noting.exported[1] if noting.exported[0] == terminal.reading.paper else "",
    )


def follow(terminal: Terminal) -> FollowBar | None:
    """Who presents, and what this seat does about it."""
    following, view = terminal.papers.following, terminal.view
    if not terminal.person:
        return None
    shown = following.shown
    presenter, manifest = view.person(shown.person), terminal.shelf.manifests.get(shown.paper)
    return FollowBar(
        presenter=presenter.name if presenter else "",
        presenting=following.presenting,
        asked=following.asked,
        may_present=bool(terminal.reading.paper) and (not shown.device or _leads(terminal)),
        following=following.following,
        paper_title=manifest.title if manifest else "",
        page=shown.page,
        refusal=following.refusal,
    )


def _leads(terminal: Terminal) -> bool:
    """Whether the person here takes the presentation over whenever they ask."""
    session = terminal.view.session
    return session is not None and terminal.person in {session.chair, session.secretary}


def _row(note: Note) -> NoteRow:
    return NoteRow(note.note, note.kind, note.page, note.at, note.text, note.colour)
