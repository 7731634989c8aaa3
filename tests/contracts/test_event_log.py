"""What every event log promises, and what only the one on disk can break and must not."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.application.ports import Acceptance, EventLog, StorageError
from hub.store.event_log import SqliteEventLog
from hub.store.memory import MemoryEventLog
from protocol.record import ChainHead, Record, line, line_hash, verify_chain

OPENERS: dict[str, Callable[[Path], EventLog]] = {
    "memory": lambda _path: MemoryEventLog(),
    "sqlite": SqliteEventLog,
}


def chained(head: ChainHead, count: int, text: str = "") -> list[bytes]:
    """Lines that continue `head`."""
    lines = []
    for _ in range(count):
        data = line(Record(head.seq + 1, 1_000, "ItemTaken", "hub", {"item": text}, head.hash))
        head = ChainHead(head.seq + 1, line_hash(data))
        lines.append(data)
    return lines


def receipts(log: EventLog, *messages: str) -> dict[str, Acceptance]:
    return {message: Acceptance(log.head().seq, log.head().hash) for message in messages}


@pytest.fixture(params=OPENERS)
def log(request: pytest.FixtureRequest, tmp_path: Path) -> EventLog:
    return OPENERS[request.param](tmp_path / "record.sqlite")


# ── the contract ────────────────────────────────────────────────────────────────────────────────


def test_a_new_log_is_empty(log: EventLog) -> None:
    assert log.head() == ChainHead()
    assert list(log.lines()) == []
    assert log.receipts() == {}


def test_what_a_refusal_leaves_behind_is_kept_without_a_receipt(log: EventLog) -> None:
    """A wrong PIN: there is something to record and nobody who was told it was accepted."""
    log.append(chained(ChainHead(), 1), {})
    assert log.head().seq == 1
    assert log.receipts() == {}


def test_what_was_appended_is_there_in_order(log: EventLog) -> None:
    lines = chained(ChainHead(), 5)
    log.append(lines[:2], {"m1": Acceptance(2, "a" * 64)})
    log.append(lines[2:], {"m2": Acceptance(5, "b" * 64)})

    assert list(log.lines()) == lines
    assert [head for _, head in verify_chain(log.lines())][-1] == log.head()
    assert log.receipts() == {"m1": Acceptance(2, "a" * 64), "m2": Acceptance(5, "b" * 64)}


def test_receipts_are_kept_without_lines_too(log: EventLog) -> None:
    log.append((), receipts(log, "m1"))
    assert set(log.receipts()) == {"m1"}
    assert log.head() == ChainHead()


HEAD = ChainHead(1, line_hash(chained(ChainHead(), 1)[0]))


@pytest.mark.parametrize(
    "lines",
    [
        chained(ChainHead(), 1),
        chained(ChainHead(2, HEAD.hash), 1),
        chained(ChainHead(1, "f" * 64), 1),
        chained(ChainHead(0, HEAD.hash), 1),
        [*chained(HEAD, 1), *chained(HEAD, 1)],
        [chained(HEAD, 2)[1]],
        [b""],
        [b"garbage"],
        [*chained(HEAD, 1), b"{}"],
    ],
    ids=[
        "first-again",
        "gap",
        "other-hash",
        "number-behind",
        "twice",
        "skipped",
        "empty",
        "garbage",
        "half",
    ],
)
def test_lines_that_do_not_continue_the_chain_are_refused_and_nothing_is_kept(
    log: EventLog, lines: list[bytes]
) -> None:
    log.append(chained(ChainHead(), 1), receipts(log, "m1"))
    with pytest.raises(ValueError):  # noqa: PT011  any: it is a bug
        log.append(lines, {"m2": Acceptance(9, "a" * 64)})

    assert list(log.lines()) == chained(ChainHead(), 1)
    assert set(log.receipts()) == {"m1"}
    assert log.head() == HEAD


def test_a_line_cannot_pretend_to_continue_the_chain_in_its_text(log: EventLog) -> None:
    log.append(chained(ChainHead(), 1), {})
    text = f'"prev":"{HEAD.hash}","seq":2,'
    with pytest.raises(ValueError):  # noqa: PT011
        log.append(chained(ChainHead(7, "e" * 64), 1, text), {})


def test_a_message_handled_before_is_refused_with_everything_beside_it(log: EventLog) -> None:
    log.append((), receipts(log, "m1"))
    with pytest.raises(ValueError):  # noqa: PT011
        log.append(chained(ChainHead(), 1), receipts(log, "m0", "m1"))

    assert list(log.lines()) == []
    assert set(log.receipts()) == {"m1"}
    log.append(chained(ChainHead(), 1), receipts(log, "m0"))
    assert log.head() == HEAD


def test_lines_can_be_read_while_more_are_appended(log: EventLog) -> None:
    lines = chained(ChainHead(), 3)
    log.append(lines[:2], {})
    reading = iter(log.lines())
    first = next(reading)
    log.append(lines[2:], {})
    assert first == lines[0]
    assert list(log.lines()) == lines


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("abcdef")), max_size=8))
def test_both_logs_do_the_same(tmp_path: Path, batches: list[tuple[int, str]]) -> None:
    memory, real = MemoryEventLog(), SqliteEventLog(Path(":memory:"))
    for count, message in batches:
        outcomes = set()
        for each in (memory, real):
            try:
                each.append(chained(each.head(), count), receipts(each, message))
                outcomes.add("kept")
            except ValueError:
                outcomes.add("refused")
        assert len(outcomes) == 1
    assert list(memory.lines()) == list(real.lines())
    assert memory.receipts() == real.receipts()
    assert memory.head() == real.head()


# ── on disk ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.sqlite"


def test_everything_is_there_after_closing_and_opening_again(path: Path) -> None:
    with SqliteEventLog(path) as log:
        log.append(chained(ChainHead(), 2_500), receipts(log, "m1"))
        head = log.head()
    with SqliteEventLog(path) as again:
        assert again.head() == head
        assert len(list(again.lines())) == 2_500
        assert set(again.receipts()) == {"m1"}
        again.append(chained(head, 1), {})


def test_a_commit_is_durable_when_append_returns(path: Path) -> None:
    """Read from the outside while the log is still open: what a power cut would leave."""
    log = SqliteEventLog(path)
    log.append(chained(ChainHead(), 1), {})
    assert log._db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert log._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    outside = sqlite3.connect(path)
    assert outside.execute("SELECT count(*) FROM record").fetchone() == (1,)
    outside.close()
    log.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET line = x'00'",
        "DELETE FROM record",
        "INSERT OR REPLACE INTO record SELECT seq, x'00', 'other' FROM record",
        "UPDATE receipt SET seq = 9",
        "DELETE FROM receipt",
        "INSERT OR REPLACE INTO receipt SELECT message, 9, hash FROM receipt",
    ],
)
def test_records_and_receipts_are_not_changed_or_removed_by_mistake(
    path: Path, statement: str
) -> None:
    with SqliteEventLog(path) as log:
        log.append(chained(ChainHead(), 2), receipts(log, "m1"))
    outside = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append only"):
        outside.execute(statement)
    outside.close()


def test_a_full_disk_keeps_nothing_of_an_append_and_the_log_goes_on_when_there_is_room(
    path: Path,
) -> None:
    with SqliteEventLog(path) as log:
        log.append(chained(ChainHead(), 1), {})
        (pages,) = log._db.execute("PRAGMA page_count").fetchone()
        log._db.execute(f"PRAGMA max_page_count={pages + 1}")
        with pytest.raises(StorageError) as full:
            log.append(chained(log.head(), 500, "x" * 200), receipts(log, "m1"))

        assert full.value.code == "disk-full"
        assert log.head() == HEAD
        assert list(log.lines()) == chained(ChainHead(), 1)
        assert log.receipts() == {}
        log._db.execute("PRAGMA max_page_count=100000")
        log.append(chained(log.head(), 500, "x" * 200), receipts(log, "m1"))
    with SqliteEventLog(path) as again:
        assert again.head().seq == 501


def test_a_file_that_is_no_database_is_named_and_left_alone(path: Path) -> None:
    path.write_bytes(b"this is no database, but somebody's letter" * 100)
    before = path.read_bytes()
    with pytest.raises(StorageError) as damaged:
        SqliteEventLog(path)
    assert damaged.value.code == "record-damaged"
    assert path.read_bytes() == before


def test_a_damaged_page_is_named_when_it_is_read(path: Path) -> None:
    with SqliteEventLog(path) as log:
        log.append(chained(ChainHead(), 200, "x" * 300), {})
    data = bytearray(path.read_bytes())
    data[4096 * 3 : -4096] = b"\xff" * (len(data) - 4096 * 4)
    path.write_bytes(data)
    with pytest.raises(StorageError) as damaged:
        list(SqliteEventLog(path).lines())
    assert damaged.value.code == "record-damaged"


def test_a_place_where_no_file_can_be_is_named(tmp_path: Path) -> None:
    for place in (tmp_path / "missing" / "record.sqlite", tmp_path):
        with pytest.raises(StorageError) as refused:
            SqliteEventLog(place)
        assert refused.value.code == "cannot-open-record"


HOLDER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_record_another_process_writes_to_is_in_use_and_free_again_when_it_ends(
    path: Path,
) -> None:
    log = SqliteEventLog(path)
    log._db.execute("PRAGMA busy_timeout=0")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StorageError) as refused:
            log.append(chained(ChainHead(), 1), {})
        assert refused.value.code == "record-in-use"
        holder.communicate(b"")
    log.append(chained(ChainHead(), 1), {})
    log.close()


def test_two_writers_never_overwrite_each_other(path: Path) -> None:
    one, other = SqliteEventLog(path), SqliteEventLog(path)
    one.append(chained(ChainHead(), 1, "one"), {})
    with pytest.raises(ValueError):  # noqa: PT011
        other.append(chained(ChainHead(), 1, "other"), {})
    assert list(other.lines()) == chained(ChainHead(), 1, "one")
    one.close()
    other.close()
