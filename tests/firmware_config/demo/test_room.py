from firmware_config.demo.room import room_layout


def test_24_seats_stand_on_places_of_their_own() -> None:
    seats = room_layout()["seats"]
    assert isinstance(seats, list)
    assert [seat["seat"] for seat in seats] == [f"{n:02}" for n in range(1, 25)]
    assert all(seat["device"] == f"seat-{seat['seat']}" for seat in seats)
    assert len({(seat["column"], seat["row"]) for seat in seats}) == 24
