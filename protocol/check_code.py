"""The check code (mã đối chiếu): four syllables that a whole room compares by eye.

The code stands for the evidence of one poll: who was on the roll, who answered what with which ballot,
the numbers, and the record that closed it. Whoever has the ballots can compute it again; two people who
see the same four syllables have been told the same ballots, except with a chance of 1 in 2^32.

All 256 syllables differ even without their marks, so that a code can be read out and typed by anybody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from protocol import canonical, shapes
from protocol.canonical import Json
from protocol.messages import BallotShown, EntryState, ResultState

SYLLABLES = tuple(
    """
    sen mây đá lúa trăng sao nắng mưa gió biển sông núi rừng hoa lá cây cỏ suối hồ ao đồng ruộng
    vườn nhà cửa tre trúc mai đào cam chanh bưởi dừa chuối xoài mít ổi na nho táo lê mận khoai
    ngô đậu vừng chè bún phở xôi bánh kẹo muối đường nước sữa trứng gạo cơm rau cá tôm ốc ếch gà
    vịt ngan ngỗng bò trâu ngựa dê cừu heo mèo chó thỏ hươu nai voi khỉ gấu sóc chim vạc én yến
    công rùa rắn bướm ong kiến nhện tằm sâu bàn ghế tủ giường chăn gối rèm đèn nến bếp lò chảo
    xoong bát đĩa thìa kim chỉ vải bông len quần mũ nón khăn giày dép tất ví túi xe thuyền bè
    tàu đò cầu làng xóm thôn đình chùa tháp giếng sân hiên cột tường gạch ngói cát sỏi đất sét
    than củi khói bụi sương tuyết băng sách vở bút mực thước phấn trống kèn đàn chuông khánh
    tranh hát thi xanh tím vàng nâu hồng bạc sắt thép nhôm kẽm ngọc vòng nhẫn gương lược xuân hạ
    thu sáng trưa chiều tối đêm ngày tháng năm phút một hai ba bốn bảy chín đoài tây trước trên
    dưới ngoài giữa gần xa cao rộng dày mỏng nhẹ tròn vuông lạc mía quế hồi hành gừng nghệ ớt
    tiêu riềng sả quýt sim mơ me khế sung vả lim gụ lát thông tùng bách si phượng liễu cúc lan
    huệ nhài ly neo chèo lưới phao thừng
    """.split()  # noqa: SIM905  a table is easier read as text
)


def digest(
    *,
    meeting: str,
    poll: str,
    roll_sha256: str,
    ballots: Iterable[BallotShown],
    entry: EntryState | None,
    result: ResultState,
    record_seq: int,
    record_hash: str,
) -> bytes:
    """SHA-256 of a poll's evidence in canonical JSON, whatever order the ballots come in.

    `entry` is what was counted by hand, None of a pressed poll; `record_seq` and `record_hash` are those
    of the record that made the result what it is.
    """
    shown: list[Json] = [
        [ballot.person, [*ballot.answer], ballot.ballot]
        for ballot in sorted(
            ballots, key=lambda ballot: (ballot.person, ballot.ballot, ballot.answer)
        )
    ]
    evidence: Json = {
        "format": "phienhop-check-code/1",
        "meeting": meeting,
        "poll": poll,
        "roll": roll_sha256,
        "ballots": shown,
        "entry": _counts_of(entry),
        "result": shapes.to_json(result),
        "record": [record_seq, record_hash],
    }
    return hashlib.sha256(canonical.dump(evidence)).digest()


def _counts_of(entry: EntryState | None) -> Json:
    """What was counted, whoever typed it."""
    if entry is None:
        return None
    return {
        "cast": entry.cast,
        "counts": [*entry.counts],
        "blank": entry.blank,
        "invalid": entry.invalid,
        "named": [shapes.to_json(named) for named in entry.named],
    }


def code(evidence: bytes) -> tuple[str, str, str, str]:
    """The four syllables of a digest: its first four bytes, one each."""
    first, second, third, fourth = (SYLLABLES[byte] for byte in evidence[:4])
    return first, second, third, fourth
