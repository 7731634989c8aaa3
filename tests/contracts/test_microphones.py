"""What every driver of microphones promises; the simulated one also tells it to whoever looks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from hub.application.ports import MicrophoneError, Microphones
from hub.distribution.microphones import SimulatedMicrophones


class Observed(Microphones, Protocol):
    """A driver whose microphones a test can look at."""

    @property
    def on(self) -> frozenset[str]: ...


DRIVERS: dict[str, Callable[[Path], Observed]] = {
    "simulated": lambda path: SimulatedMicrophones(path / "microphones.json"),
}


@pytest.fixture(params=DRIVERS)
def driver(request: pytest.FixtureRequest, tmp_path: Path) -> Observed:
    return DRIVERS[request.param](tmp_path)


def test_seats_are_switched_each_by_itself(driver: Observed) -> None:
    driver.switch("001", on=True)
    driver.switch("002", on=True)
    driver.switch("001", on=False)
    assert driver.on == {"002"}


@pytest.mark.parametrize("on", [True, False])
def test_telling_it_again_changes_nothing(driver: Observed, *, on: bool) -> None:
    driver.switch("001", on=on)
    before = driver.on
    driver.switch("001", on=on)
    assert driver.on == before


def test_a_seat_without_a_microphone_is_no_error(driver: Observed) -> None:
    driver.switch("no-such-seat", on=False)
    assert driver.on == frozenset()


def test_the_simulated_driver_keeps_a_file_of_the_seats_that_are_on(tmp_path: Path) -> None:
    path = tmp_path / "microphones.json"
    simulated = SimulatedMicrophones(path)
    for seat in ("010", "002"):
        simulated.switch(seat, on=True)
    assert json.loads(path.read_text()) == ["002", "010"]


def test_a_file_that_cannot_be_written_is_a_stuck_microphone(tmp_path: Path) -> None:
    simulated = SimulatedMicrophones(tmp_path / "gone" / "microphones.json")
    with pytest.raises(MicrophoneError, match="microphone-stuck"):
        simulated.switch("001", on=True)
    assert simulated.on == frozenset()
