"""The cheap receiver finds every packet's border, wherever the stream is cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.bench.tap import PUBLISH, SUBACK, Framing

SUBACKED = bytes([SUBACK, 4, 0, 1, 0, 1])


def published(topic: str, identifier: int, size: int) -> bytes:
    """A PUBLISH with QoS 1 and one property-length byte, as a broker sends it."""
    body = len(topic).to_bytes(2, "big") + topic.encode() + identifier.to_bytes(2, "big") + b"\0"
    body += bytes(size)
    length, rest = bytearray(), len(body)
    while rest > 127:
        length.append(rest & 127 | 128)
        rest >>= 7
    return bytes([PUBLISH | 2, *length, rest]) + body


chunks = st.tuples(
    st.sampled_from(["a/b", "room/r/bulk/x/7"]), st.integers(1, 9), st.integers(0, 40_000)
)


@given(st.lists(chunks, max_size=5), st.lists(st.integers(1, 20_000), min_size=1, max_size=6))
def test_every_packet_is_found_however_the_stream_is_cut(
    sent: list[tuple[str, int, int]], cuts: list[int]
) -> None:
    found = []
    framing = Framing(lambda *packet: found.append(packet))
    stream = memoryview(SUBACKED + b"".join(published(*each) for each in sent))
    turn = 0
    while stream:
        cut = cuts[turn % len(cuts)]
        framing.feed(stream[:cut])
        stream = stream[cut:]
        turn += 1

    expected = [(PUBLISH, topic, number.to_bytes(2, "big")) for topic, number, _ in sent]
    assert found == [(SUBACK, "", b""), *expected]
