"""The session the demo holds: what chair and delegates do, and what is seen while they do it."""

from __future__ import annotations

import asyncio
from typing import Any

from msgspec import Struct, field

from firmware_config.demo.debate import debate, rest, tell_tasks
from firmware_config.demo.hands import Hands
from firmware_config.demo.stage import KIVY_SEAT
from protocol.identifiers import DeviceId

STRIDE = 0.15  # seconds between presses of two delegates
ABSENT = 2  # delegates who do not come, when there are enough of the others
FULL_HOUSE = 21  # members of the demo's committee

CHOICES = {"for": "tán thành", "against": "không tán thành", "abstain": "không biểu quyết"}
KINDS = {
    "roll-call": "Công khai ghi tên: tên và lựa chọn ai cũng xem được.",
    "unnamed": "Công khai không ghi tên: màn hình chỉ hiện số đếm.",
    "show-of-hands": "Giơ tay: thư ký đếm và ký số vào kết quả đếm.",
}
_ANSWERS = ("for", "for", "for", "against", "for", "for", "abstain", "for", "for", "for", "for")


class Story(Struct):
    """What the session came to, for the summary."""

    present: int = 0
    members: int = 0
    polls: list[dict[str, Any]] = field(default_factory=list)
    codes_agree: bool = True


class Session:
    """Holds the session by the very touches a person would make."""

    def __init__(self, hands: Hands) -> None:
        players = hands.players
        self._hands = hands
        self._players = players
        self._tell = hands.tell
        self._debated = False
        self.story = Story()
        absent = ABSENT if len(players.seats) >= FULL_HOUSE else 0
        self._coming = [
            seat for seat in players.seats if seat not in players.seats[17 : 17 + absent]
        ]

    async def hold(self) -> Story:
        """From the first terminal online to the closed session."""
        await self._gather()
        await self._sign_in()
        await self._hands.step("open-session", "Chủ tọa khai mạc phiên họp")
        await self._distribute()
        while await self._hands.next_step() == "take-item":
            await self._item()
        await self._hands.step("close-session", "Chủ tọa bế mạc phiên họp")
        await self._papers_of_record()
        return self.story

    # ── before the opening ──────────────────────────────────────────────────────────────────────

    async def _gather(self) -> None:
        total = len(self._players.seats)
        self._tell.heading("Thiết bị tìm máy chủ phòng họp (zeroconf, TLS hai chiều)")

        async def online() -> bool:
            found = int((await self._hands.console())["seats_online"])
            self._tell.bar(min(found, total), total, f"{found}/{total} thiết bị đã kết nối")
            return found >= total

        await self._hands.until(online)

    async def _sign_in(self) -> None:
        self._tell.heading("Đại biểu điểm danh tại ghế được phân công")
        await self._hands.touch(self._players.seat, "enter")
        for device in self._coming:
            if device != KIVY_SEAT:
                await self._hands.wait_for(device, "SeatWelcome")
                await self._players.hall.do("enter", device=device)
        await self._hands.until(self._quorate)
        console = await self._hands.console()
        self.story.present, self.story.members = console["present"], console["members"]
        self._tell.fact(
            f"Có mặt {console['present']}/{console['members']} thành viên, "
            f"{console['guests_present']} khách mời. Đủ điều kiện tiến hành (cần {console['needed']})."
        )

    async def _quorate(self) -> bool:
        console = await self._hands.console()
        here = console["present"] + console["guests_present"]
        return bool(console["quorum"] == "met" and here >= len(self._coming))

    async def _distribute(self) -> None:
        self._tell.heading("Phát tài liệu: mã hóa, trang đầu trước, điều tiết theo đường truyền")

        async def everywhere() -> bool:
            screens = [await self._hands.screen(device) for device in self._coming]
            health = await self._hands.console()
            self._tell.bar(health["papers_percent"], 100, "trên tất cả các ghế")
            readable = all(_shows_papers(screen) for screen in screens)
            return bool(readable and health["papers_percent"] == 100)

        await self._hands.until(everywhere)

    # ── items ───────────────────────────────────────────────────────────────────────────────────

    async def _item(self) -> None:
        button = (await self._hands.console())["next_step"]
        await self._hands.step("take-item", f"Nội dung {button['number']}: {button['label']}")
        await self._hands.step("start-discussion")
        first, self._debated = not self._debated, True
        if first:
            await debate(self._hands)
        while await self._hands.next_step() == "open-poll":
            await self._poll()
        await self._hands.step("conclude-item", told="Chủ tọa kết luận", heading=False)
        if first:
            await tell_tasks(self._hands)
            await rest(self._hands)

    async def _poll(self) -> None:
        question = (await self._hands.console())["next_step"]["label"]
        await self._hands.step("open-poll", told=f"Biểu quyết: {question}", heading=False)
        kind = (await self._hands.console())["poll"]["kind"]
        self._tell.fact(KINDS[kind])
        if kind == "show-of-hands":
            await self._count_hands()
        else:
            await self._press_all()
            await self._hands.picture(self._players.chair, "chair.png")
            await self._hands.picture(self._players.seat, "seat.png")
        if await self._hands.next_step() == "close-poll":  # else its clock has closed it
            await self._hands.step("close-poll")
        await self._hands.step("announce-poll")
        await self._compare()
        await self._hands.picture(self._players.wall, "wall.png")
        await self._hands.touch(self._players.seat, "dismiss-result")

    async def _press_all(self) -> None:
        first = not self.story.polls
        members = [seat for seat in self._coming if (await self._voter(seat))]
        for number, device in enumerate(members):
            if device == KIVY_SEAT and first:
                await self._hands.touch(self._players.seat, "vote-for")
                await self._hands.touch(self._players.seat, "confirm")
                self._tell.fact("Ghế 10 chạm “Tán thành” và xác nhận trên màn hình.")
            elif device == KIVY_SEAT:
                await self._players.seat.do("push", choice="for")
                self._tell.fact("Ghế 10 bấm nút cứng “Tán thành” (GPIO).")
            else:
                choice = _ANSWERS[number % len(_ANSWERS)]
                await self._players.hall.do("press", device=device, choice=choice)
            await asyncio.sleep(STRIDE)

        async def lit() -> bool:
            ballots = [(await self._hands.screen(device))["ballot"] for device in members]
            if None in ballots:  # its clock has closed the poll: a slow machine
                return True
            lamps = [ballot["lamp"] for ballot in ballots]
            self._tell.bar(lamps.count("accepted"), len(lamps), "phiếu đã được máy chủ ghi nhận")
            return lamps.count("accepted") == len(lamps)

        await self._hands.until(lit)

    async def _count_hands(self) -> None:
        """Whoever keeps the minutes counts raised hands at their own seat."""
        desk: dict[str, Any] = {}
        counter: DeviceId | None = None

        async def asked() -> bool:
            nonlocal counter
            for device in self._coming:
                screen = await self._hands.screen(device)
                if (screen.get("desk") or {}).get("count"):
                    desk.update(screen["desk"]["count"])
                    counter = device
            return counter is not None

        await self._hands.until(asked)
        device = counter or self._coming[0]
        others = min(1, desk["present"] // 3)
        raised = {"for": desk["present"] - 2 * others, "against": others, "abstain": others}
        await self._players.of(device).do("count", device=device, counts=raised)
        self._tell.fact(f"Thư ký đếm tại ghế: {raised['for']} cánh tay tán thành.")

        async def entered() -> bool:
            poll = (await self._hands.console())["poll"]
            return bool(poll and poll["entered"])

        await self._hands.until(entered)

    async def _voter(self, device: DeviceId) -> bool:
        ballot: dict[str, Any] | None = None

        async def open_here() -> bool:
            nonlocal ballot
            ballot = (await self._hands.screen(device)).get("ballot")
            return ballot is not None

        await self._hands.until(open_here)
        return bool(ballot and ballot["may_vote"])

    async def _compare(self) -> None:
        async def announced() -> bool:
            shown = await self._players.wall.do("screen", device="wall")
            return bool(shown["kind"] == "WallResult")

        await self._hands.until(announced)
        wall = (await self._players.wall.do("screen", device="wall"))["result"]
        codes: set[tuple[str, ...]] = set()

        async def counted() -> bool:
            results = [(await self._hands.screen(device))["result"] for device in self._coming]
            codes.clear()
            codes.update(tuple(result["code"]) for result in results if result)
            return all(bool(r) and r["witness"] == "agrees" for r in results)

        await self._hands.until(counted)
        agree = codes == {tuple(wall["code"])}
        self.story.codes_agree &= agree
        self._note_result(wall, agree)

    def _note_result(self, wall: dict[str, Any], agree: bool) -> None:
        counts, rule = wall["counts"], wall["rule"]
        code = " ".join(wall["code"])
        self.story.polls.append(
            {"poll": wall["poll"], "outcome": wall["outcome"], "code": code, **counts}
        )
        verdict = {"carried": "Đạt", "not-carried": "Không đạt"}.get(
            wall["outcome"], "cần biểu quyết lại"
        )
        self._tell.fact(
            f"{verdict}: tán thành {counts['in_favour']}/{rule['base_count']} (cần {rule['needed']}), "
            f"không tán thành {counts['against']}, không biểu quyết {counts['abstain']}, "
            f"không bấm {counts['silent']}, vắng {counts['absent']}."
        )
        same = "giống nhau trên mọi màn hình" if agree else "KHÔNG KHỚP"
        self._tell.fact(f"Mã đối chiếu: {code} ({same}).")

    async def _papers_of_record(self) -> None:
        self._tell.heading("Biên bản, hồ sơ phiên họp điện tử, gửi máy chủ trung tâm")

        async def delivered() -> bool:
            console = await self._hands.console()
            return bool(console["minutes_ready"] and console["bundle_received"])

        await self._hands.until(delivered)
        self._tell.fact("Biên bản đã lập; máy chủ trung tâm đã kiểm tra và ký nhận hồ sơ.")


def _shows_papers(screen: dict[str, Any]) -> bool:
    reader = screen.get("reader")
    return bool(reader and all(tab["readable"] for tab in reader["papers"]))
