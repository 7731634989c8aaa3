"""Any 64 different packets of a block bring all of it back."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench.erasure import DATA, SPARE, parity, rebuild


@settings(max_examples=25)
@given(st.randoms(use_true_random=False), st.integers(0, DATA))
def test_any_packets_will_do_if_they_are_enough(chance: random.Random, lost: int) -> None:
    block = [chance.randbytes(8) for _ in range(DATA)]
    packets = dict(enumerate(block))
    for gone in chance.sample(range(DATA), lost):
        del packets[gone]
    for index in chance.sample(range(DATA, DATA + SPARE), lost):
        packets[index] = parity(block, index)

    assert rebuild(packets) == block
