"""The room's layout file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_config.certificates import Role
from firmware_config.errors import ProvisionError
from firmware_config.layout import Device, Layout, device, load_layout, render_layout
from protocol.identifiers import DeviceId

LABELS = st.text(min_size=1, max_size=20).filter(str.isprintable)


@given(st.lists(LABELS, max_size=5))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, labels: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "seats.toml"
    layout = Layout(
        tuple(
            Device(DeviceId(f"s{number}"), Role.SEAT, label) for number, label in enumerate(labels)
        )
    )
    path.write_text(render_layout(layout), encoding="utf-8")
    assert load_layout(path) == layout


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[[device]]\nid = 'a'", "layout-malformed"),
        ("[[device]]\nid = 'a'\nrole = 'seat'\nx = 1", "layout-malformed"),
        ("[[device]]\nid = 1\nrole = 'seat'", "layout-malformed"),
        ("device = 3", "layout-malformed"),
        ("not toml", "layout-malformed"),
        ("[[device]]\nid = 'a'\nrole = 'seat'\n" * 2, "layout-malformed"),
        ("[[device]]\nid = 'a'\nrole = 'king'", "invalid-device"),
        ("[[device]]\nid = 'a'\nrole = 'hub'", "invalid-device"),
        ("[[device]]\nid = 'hub'\nrole = 'seat'", "invalid-device"),
        ("[[device]]\nid = 'Ghế'\nrole = 'seat'", "invalid-device"),
    ],
)
def test_a_mistake_is_refused_with_its_code(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "seats.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProvisionError) as caught:
        load_layout(path)
    assert caught.value.code == code


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProvisionError, match="layout-unreadable"):
        load_layout(tmp_path / "none.toml")


def test_a_label_is_one_line() -> None:
    with pytest.raises(ProvisionError, match="invalid-device"):
        device("a", Role.SEAT, "one\ntwo")
