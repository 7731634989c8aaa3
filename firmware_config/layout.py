"""The room's layout file: which terminals there are, what each is, and how people call it.

[[device]]
id = "seat-01"
role = "seat"
label = "Ghế 1"
seat = "01"
column = 3
row = 0
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from firmware_config.certificates import TERMINALS, Role
from firmware_config.errors import ProvisionError
from protocol.errors import RemoteProtocolError
from protocol.identifiers import DeviceId, slug

HUB = DeviceId("hub")
BROKER = DeviceId("broker")
RESERVED = (HUB, BROKER)

SEAT = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,7}", re.ASCII)  # what fits on a seat of the room map
FARTHEST = 100  # columns or rows of the largest hall
KINDS = {"id": str, "role": str, "label": str, "seat": str, "column": int, "row": int}
MOST_DEVICES = 1000  # twice the largest assembly hall foreseen
LONGEST_LABEL = 80  # characters; a label is one line of a screen


class Device(Struct, frozen=True):
    """One terminal of the room; `label` is what people call it.

    `seat` is the place it stands at, empty for what is no seat; column and row of the room map count
    from 0 at the top left.
    """

    id: DeviceId
    role: Role
    label: str
    seat: str = ""
    column: int = 0
    row: int = 0


class Layout(Struct, frozen=True):
    """Every terminal of the room, each id once."""

    devices: tuple[Device, ...]

    def with_devices(self, added: Iterable[Device]) -> Layout:
        """The layout with `added` put in, each replacing the device of the same id."""
        by_id = {device.id: device for device in (*self.devices, *added)}
        return Layout(tuple(by_id.values()))


def device(
    identifier: str, role: Role, label: str = "", seat: str = "", column: int = 0, row: int = 0
) -> Device:
    """A terminal, or `invalid-device` if its id, role, label or place will not do."""
    try:
        name = DeviceId(slug(identifier))
    except RemoteProtocolError as error:
        raise ProvisionError("invalid-device", identifier[:80]) from error
    if name in RESERVED or role not in TERMINALS:
        raise ProvisionError("invalid-device", f"{name} as {role}")
    if len(label) > LONGEST_LABEL or not (label or name).isprintable():
        raise ProvisionError("invalid-device", f"{name}: label")
    if seat and not SEAT.fullmatch(seat):
        raise ProvisionError("invalid-device", f"{name}: seat")
    if not (0 <= column < FARTHEST and 0 <= row < FARTHEST):
        raise ProvisionError("invalid-device", f"{name}: column or row")
    return Device(name, role, label or name, seat, column, row)


def load_layout(path: Path) -> Layout:
    """Read a layout file, or raise `layout-unreadable`, `layout-malformed` or `invalid-device`."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("device", [])
    except OSError as error:
        raise ProvisionError("layout-unreadable", str(path)) from error
    except ValueError as error:
        raise ProvisionError("layout-malformed", f"{path}: {error}") from error
    if not isinstance(tables, list) or len(tables) > MOST_DEVICES:
        raise ProvisionError("layout-malformed", f"{path}: device")
    layout = Layout(tuple(_device(table, path) for table in tables))
    if len({entry.id for entry in layout.devices}) < len(layout.devices):
        raise ProvisionError("layout-malformed", f"{path}: one id twice")
    return layout


def render_layout(layout: Layout) -> str:
    """The text of the layout file."""
    return "\n".join(_table(entry) for entry in layout.devices)


def _table(entry: Device) -> str:
    text = f"[[device]]\nid = {quoted(entry.id)}\nrole = {quoted(entry.role)}\n"
    text += f"label = {quoted(entry.label)}\n"
    if entry.seat:
        text += f"seat = {quoted(entry.seat)}\ncolumn = {entry.column}\nrow = {entry.row}\n"
    return text


def _device(table: object, path: Path) -> Device:
    if not isinstance(table, dict) or not {"id", "role"} <= set(table) <= KINDS.keys():
        raise ProvisionError("layout-malformed", f"{path}: a device needs id and role")
    if not all(type(value) is KINDS[key] for key, value in table.items()):
        raise ProvisionError(
            "layout-malformed", f"{path}: column and row are numbers, the rest text"
        )
    try:
        role = Role(table["role"])
    except ValueError as error:
        raise ProvisionError("invalid-device", f"{table['id']} as {table['role']}") from error
    places = {key: table[key] for key in ("label", "seat", "column", "row") if key in table}
    return device(table["id"], role, **places)


def quoted(text: str) -> str:
    """`text` as a TOML basic string, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
