"""What a body brings to each of its meetings: groups, agencies, and how long earlier sessions took."""

from __future__ import annotations

from hub.application.toml_table import TomlTable
from hub.domain.vocabulary import Group, PastSession

MAX_GROUPS = 50  # delegations of a people's council: one a commune at most
MAX_BUDGET_MINUTES = 600  # a day of one group
MAX_AGENCIES = 300  # departments and communes of a province
MAX_PAST_SESSIONS = 60  # five years of monthly sessions
MAX_SESSION_MINUTES = 6_000  # ten days
MAX_VOTES = 1_000
MAX_VOTE_SECONDS = 3_600


def read_groups(top: TomlTable) -> tuple[Group, ...]:
    """The groups members speak for, in the order they take turns; ids differ."""
    groups: list[Group] = []
    for table in top.tables("groups", MAX_GROUPS):
        table.only("id", "label", "budget_minutes")
        group = table.identifier("id")
        if any(each.group == group for each in groups):
            table.wrong("duplicate-id", "id", id=group[:80])
        budget = None
        if "budget_minutes" in table.values:
            budget = table.integer("budget_minutes", 1, MAX_BUDGET_MINUTES) * 60_000
        groups.append(Group(group, table.text("label"), budget))
    return tuple(groups)


def read_agencies(top: TomlTable) -> tuple[str, ...]:
    """The names that conclusions give tasks to, each once."""
    return top.texts("agencies", MAX_AGENCIES)


def read_past_sessions(top: TomlTable) -> tuple[PastSession, ...]:
    """Earlier sessions of the body, to compare this one's times with."""
    return tuple(_past_session(table) for table in top.tables("before", MAX_PAST_SESSIONS))


def _past_session(table: TomlTable) -> PastSession:
    table.only("date", "minutes", "votes", "seconds_per_vote", "paper")
    day = table.day("date", required=True)
    return PastSession(
        date=day.isoformat() if day else "",
        minutes=table.integer("minutes", 1, MAX_SESSION_MINUTES),
        votes=table.integer("votes", 0, MAX_VOTES, 0),
        seconds_per_vote=table.integer("seconds_per_vote", 0, MAX_VOTE_SECONDS, 0),
        paper=table.flag("paper", default=False),
    )
