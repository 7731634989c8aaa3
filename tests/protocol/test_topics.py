"""Every topic is made here and read back here; any other text is no topic of the room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import topics
from protocol.errors import RemoteProtocolError
from protocol.identifiers import DeviceId, RoomId
from protocol.topics import Aspect, BulkTopic, Said
from protocol.transfer import MAX_CHUNKS
from tests.support.shapes import slugs

ROOM = RoomId("phong-1")
WORDS = "room phong-1 phong-2 from to bulk bulk-to state seat-1 ballot 0 7 007 1000000 + # - ² A"
parts = st.sampled_from([*WORDS.split(), ""])
topic_texts = st.text(max_size=40) | st.lists(parts, max_size=8).map("/".join)
indexes = st.integers(0, MAX_CHUNKS - 1)


@given(slugs, st.sampled_from(Said))
def test_who_speaks_is_read_from_the_topic(device: str, said: Said) -> None:
    topic = topics.from_device(ROOM, DeviceId(device), said)
    assert topics.speaker(ROOM, topic) == (device, said)


@given(topic_texts)
def test_any_text_is_a_speakers_topic_or_a_typed_refusal(text: str) -> None:
    try:
        device, said = topics.speaker(ROOM, text)
    except RemoteProtocolError:
        return
    assert topics.from_device(ROOM, device, said) == text


@given(slugs, indexes, st.just("") | slugs)
def test_a_chunks_place_survives_its_topic(document: str, index: int, device: str) -> None:
    chunk = BulkTopic(document, index, device)
    assert topics.parse_bulk(ROOM, topics.bulk(ROOM, chunk)) == chunk


@given(topic_texts)
def test_any_text_is_the_one_topic_of_a_chunk_or_none(text: str) -> None:
    found = topics.parse_bulk(ROOM, text)
    assert found is None or topics.bulk(ROOM, found) == text


@pytest.mark.parametrize(
    "topic",
    [
        "room/phong-1/bulk/to-trinh/01",
        "room/phong-1/bulk/to-trinh/-1",
        "room/phong-1/bulk/to-trinh/",
        "room/phong-1/bulk/to-trinh/1000000",
        "room/phong-1/bulk/Tờ-trình/1",
        "room/phong-1/bulk/to-trinh/1/2",
        "room/phong-1/bulk-to/seat-1/to-trinh",
        "room/phong-1/bulk-to//to-trinh/1",
        "room/phong-1/bulk-to/+/to-trinh/1",
        "room/phong-2/bulk/to-trinh/1",
    ],
)
def test_what_is_no_chunk_of_this_room_is_none(topic: str) -> None:
    assert topics.parse_bulk(ROOM, topic) is None


@pytest.mark.parametrize(
    ("topic", "code"),
    [
        ("", "unknown-topic"),
        ("room/phong-2/from/seat-1/ballot", "unknown-topic"),
        ("room/phong-1/to/seat-1/ballot", "unknown-topic"),
        ("room/phong-1/from/seat-1", "unknown-topic"),
        ("room/phong-1/from/seat-1/ballot/2", "unknown-topic"),
        ("room/phong-1/from/seat-1/coup", "unknown-topic"),
        ("room/phong-1/from/Ghế/ballot", "invalid-identifier"),
        ("room/phong-1/from//ballot", "invalid-identifier"),
    ],
)
def test_a_topic_nobody_may_speak_on_is_refused_by_name(topic: str, code: str) -> None:
    with pytest.raises(RemoteProtocolError) as refusal:
        topics.speaker(ROOM, topic)
    assert refusal.value.code == code


def matches(pattern: str, topic: str) -> bool:
    """MQTT's own rule, for patterns with + and a last #."""
    wanted, found = pattern.split("/"), topic.split("/")
    if wanted[-1] == "#":
        return found[: len(wanted) - 1] == wanted[:-1]
    return len(wanted) == len(found) and all(
        w in {"+", f} for w, f in zip(wanted, found, strict=True)
    )


@given(slugs, slugs, indexes)
def test_a_terminal_hears_its_own_and_everybodys_topics_and_nobody_elses(
    device: str, other: str, index: int
) -> None:
    mine, theirs = DeviceId(device), DeviceId(other)
    heard = topics.heard_by_device(ROOM, mine)
    for topic in (topics.head(ROOM), *(topics.state(ROOM, aspect) for aspect in Aspect)):
        assert any(matches(pattern, topic) for pattern in heard)
    for name in (mine, theirs):
        hears = any(matches(pattern, topics.to_device(ROOM, name)) for pattern in heard)
        assert hears == (name == mine)
        alone = topics.bulk(ROOM, BulkTopic("to-trinh", index, name))
        bulk = topics.bulk_heard_by_device(ROOM, mine)
        assert any(matches(pattern, alone) for pattern in bulk) == (name == mine)


@given(slugs, slugs, st.sampled_from(Said))
def test_a_terminal_may_speak_as_itself_alone_and_the_hub_hears_it(
    device: str, other: str, said: Said
) -> None:
    rights = [
        row for right, row in topics.device_rights(ROOM, DeviceId(device)) if right == "write"
    ]
    for name in (device, other):
        topic = topics.from_device(ROOM, DeviceId(name), said)
        assert any(matches(row, topic) for row in rights) == (name == device)
        assert any(matches(row, topic) for row in topics.heard_by_hub(ROOM))
    writes = [right for right, _ in topics.device_bulk_rights(ROOM, DeviceId(device))]
    assert set(writes) == {"read"}


def test_a_bulk_user_is_no_device() -> None:
    assert topics.bulk_user(DeviceId("seat-1")) == "seat-1.bulk"
    with pytest.raises(RemoteProtocolError):
        topics.speaker(ROOM, "room/phong-1/from/seat-1.bulk/ballot")
