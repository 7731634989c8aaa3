"""Who is a terminal of the room comes from enrolment; who is there, from having been heard lately."""

from __future__ import annotations

from hub.distribution.terminals import SILENT_AFTER_MS, Enrolled, Terminals

KNOWN = (
    Enrolled("seat-1", "seat", b"\x01" * 32, b""),
    Enrolled("seat-2", "seat", b"\x02" * 32, b""),
    Enrolled("chair", "chair", b"\x03" * 32, b""),
)


def test_only_enrolled_terminals_are_known() -> None:
    terminals = Terminals(KNOWN)
    found = terminals.get("seat-1")
    assert found is not None
    assert found.enrolled is KNOWN[0]
    assert terminals.get("seat-9") is None
    assert [t.enrolled.device for t in terminals.of_role("seat")] == ["seat-1", "seat-2"]
    assert terminals.public_keys()["chair"] == "03" * 32


def test_a_terminal_is_online_until_it_has_been_silent_for_too_long() -> None:
    terminals = Terminals(KNOWN)
    assert not terminals.online("seat-1", 0)
    assert not terminals.online("seat-9", 0)
    found = terminals.get("seat-1")
    assert found is not None
    found.heard_at = 5
    assert terminals.online("seat-1", 4 + SILENT_AFTER_MS)
    assert terminals.count_online(4 + SILENT_AFTER_MS) == 1
    assert not terminals.online("seat-1", 5 + SILENT_AFTER_MS)
    assert terminals.count_online(5 + SILENT_AFTER_MS) == 0
