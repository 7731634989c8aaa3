"""The demo's room: 24 seats around a U, numbered as on the map of the chair's console."""

from __future__ import annotations

ROOM = "a2"
ROOM_NAME = "Phòng họp A2"

_MAP = (  # rows from the chair's table down, columns from the left; two blanks are an empty place
    "06 02 03 01 04 05 19    ",
    "07                   20",
    "08                   21",
    "09                   10",
    "11 12 13 14 15 16 17 18",
    "      22 23 24          ",
)


def room_layout() -> dict[str, object]:
    """`{"room", "name", "seats": [{"seat", "device", "column", "row"}…]}`, seats in order of number.

    Seats 22 to 24, behind the U, are for guests. Plain data: it can be written as a room file.
    """
    places = (
        (line[3 * column : 3 * column + 2].strip(), column, row)
        for row, line in enumerate(_MAP)
        for column in range(8)
    )
    seats = [
        {"seat": seat, "device": f"seat-{seat}", "column": column, "row": row}
        for seat, column, row in sorted(places)
        if seat
    ]
    return {"room": ROOM, "name": ROOM_NAME, "seats": seats}
