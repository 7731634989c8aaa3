"""What lies on the pages of a paper: one's own notes, and hits of the search."""

from __future__ import annotations

from msgspec.structs import replace

from device.screens import Reader, SearchPanel, SeatSession
from ui.viewmodels.reflow import Found
from ui.widgets.page_picture import NO_MARKS, Marks


def marks_of(screen: SeatSession) -> dict[int, Marks]:
    """What lies on each page that has something: one's own notes, and hits of the search."""
    found: dict[int, Marks] = {}
    for note in screen.notes.notes if screen.notes else ():
        there = found.get(note.page, NO_MARKS)
        found[note.page] = replace(there, notes=(*there.notes, note))
    for marked in screen.search.marked if screen.search else ():
        there = found.get(marked.page, NO_MARKS)
        found[marked.page] = replace(there, hits=marked.boxes, current=marked.current)
    return found


def found_in(search: SearchPanel | None, reader: Reader) -> Found:
    """The hits on the page in front, as words."""
    if search is None:
        return Found()
    here = [
        (number, hit)
        for number, hit in enumerate(search.hits)
        if (hit.paper, hit.page) == (reader.paper, reader.page)
    ]
    numbers = [number for number, _ in here]
    current = numbers.index(search.current) if search.current in numbers else -1
    return Found(tuple(hit.match for _, hit in here), current)
