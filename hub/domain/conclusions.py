"""Words about an item as they go into the record: conclusions and their tasks, titles, reasons, notes."""

from __future__ import annotations

from datetime import date

from hub.domain.errors import DomainError
from hub.domain.vocabulary import Assignment

MAX_CONCLUSION = 4000  # characters: two pages of print, more than any conclusion read out aloud
MAX_NOTES = 8000  # characters: what a secretary types in half a day on one item
MAX_REASON = 1000  # characters: a paragraph of the minutes
MAX_LINE = 500  # characters of a title, a task, an agency: what a screen shows in large text
MAX_TASKS = 20  # of one conclusion: as many sentences as two pages hold
MAX_SUPPORT = 20  # agencies that co-operate in one task: all of a province's


def conclusion(text: str) -> str:
    """A conclusion, or `conclusion-empty`, `conclusion-too-long`."""
    stripped = draft(text.strip())
    if not stripped:
        raise DomainError("conclusion-empty")
    return stripped


def draft(text: str) -> str:
    """A draft as it is being typed, or `conclusion-too-long`."""
    if len(text) > MAX_CONCLUSION:
        raise DomainError("conclusion-too-long", limit=MAX_CONCLUSION)
    return text


def notes(text: str) -> str:
    """The secretary's notes, or `notes-too-long`."""
    if len(text) > MAX_NOTES:
        raise DomainError("notes-too-long", limit=MAX_NOTES)
    return text


def reason(text: str) -> str:
    """Why an item is postponed or withdrawn, perhaps nothing, or `reason-too-long`."""
    stripped = text.strip()
    if len(stripped) > MAX_REASON:
        raise DomainError("reason-too-long", limit=MAX_REASON)
    return stripped


def title(text: str) -> str:
    """The title of an item, or `title-empty`, `title-too-long`."""
    stripped = text.strip()
    if not stripped:
        raise DomainError("title-empty")
    return presenter(stripped)


def presenter(text: str) -> str:
    """Who presents, as printed, perhaps nobody, or `title-too-long`."""
    stripped = text.strip()
    if len(stripped) > MAX_LINE:
        raise DomainError("title-too-long", limit=MAX_LINE)
    return stripped


def tasks(assigned: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """Tasks as they were assigned, or `bad-task` naming the first that is none, from 1."""
    if len(assigned) > MAX_TASKS:
        raise DomainError("bad-task", task=MAX_TASKS + 1)
    for number, task in enumerate(assigned, start=1):
        if not _is_task(task):
            raise DomainError("bad-task", task=number)
    return assigned


def _is_task(task: Assignment) -> bool:
    lines = (task.task, task.lead, *task.support)
    said = all(line.strip() and len(line) <= MAX_LINE for line in lines)
    return said and len(task.support) <= MAX_SUPPORT and (not task.due or _is_date(task.due))


def _is_date(text: str) -> bool:
    """Whether this is a calendar date, written as 2026-12-05."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
