"""Terms of tasks: days from today, and the month of a calendar."""

from __future__ import annotations

from datetime import date, timedelta

USUAL_DAYS = (7, 15, 30)
DAYS_OF_A_WEEK = 7


def day_of(iso: str) -> date | None:
    """The date, None for anything else."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def after(today: date, days: int) -> date:
    """So many days later."""
    return today + timedelta(days=days)


def written(day: date) -> str:
    """ "05/12/2026"."""
    return f"{day:%d/%m/%Y}"


def month_later(day: date, months: int) -> date:
    """The first of the month so many months later."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def weeks(month: date) -> tuple[tuple[date, ...], ...]:
    """Six weeks from Monday to Sunday that hold the whole month."""
    first = month.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    return tuple(
        tuple(monday + timedelta(days=DAYS_OF_A_WEEK * week + day) for day in range(DAYS_OF_A_WEEK))
        for week in range(6)
    )
