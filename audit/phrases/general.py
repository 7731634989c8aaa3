"""The verdict, the meeting, attendance and progress."""

from __future__ import annotations

GENERAL: dict[str, tuple[str, str]] = {
    "sound": (
        "KHỚP: hồ sơ phiên họp toàn vẹn, mọi con số kiểm lại đều đúng.",
        "SOUND: the record is whole and every number, counted again, is right.",
    ),
    "unsound": ("KHÔNG KHỚP: {where}: {what}", "NOT SOUND: {where}: {what}"),
    "refused": ("KHÔNG ĐỌC ĐƯỢC: {path}: {what}", "UNREADABLE: {path}: {what}"),
    "not-opened": ("Không mở được {path}: {what}", "Cannot open {path}: {what}"),
    "record": ("bản ghi số {number}", "record {number}"),
    "file": ("tệp {path}", "file {path}"),
    "meeting": ("Phiên họp: {title}", "Meeting: {title}"),
    "body": ("Cơ quan: {name}", "Body: {name}"),
    "ids": ("Mã phiên họp: {meeting}; phòng họp: {room}", "Meeting id: {meeting}; room: {room}"),
    "records": (
        "Nhật ký: {count} bản ghi, mã băm cuối {hash}",
        "Log: {count} records, last hash {hash}",
    ),
    "ca": (
        "Dấu vân tay (SHA-256) của chứng thư gốc phòng họp: {sha256}",
        "Fingerprint (SHA-256) of the room's root certificate: {sha256}",
    ),
    "ca-compared": (
        "  đã đối chiếu với chứng thư gốc được tin cậy",
        "  compared with the trusted one",
    ),
    "errors": ("Những điểm không khớp ({count}):", "What does not hold ({count}):"),
    "caveats": ("Những điều cần lưu ý:", "What could not be fully checked:"),
    "attendance": ("ĐIỂM DANH", "ATTENDANCE"),
    "members": (
        "Thành viên được biểu quyết: {members}; có mặt khi khai mạc: {present}; khách, dự thay: {guests}.",
        "Members with a vote: {members}; present at the opening: {present}; guests, substitutes: {guests}.",
    ),
    "never-opened": ("chưa khai mạc", "never opened"),
    "quorum": (
        "Điều kiện tiến hành: cần {needed}/{members} có mặt ({formula}). Căn cứ: {citation}.",
        "Quorum: {needed} of {members} present ({formula}). Basis: {citation}.",
    ),
    "met": (
        "{at}: đủ điều kiện, có mặt {present}/{members}",
        "{at}: met, {present} of {members} present",
    ),
    "lost": (
        "{at}: không còn đủ, có mặt {present}/{members}",
        "{at}: lost, {present} of {members} present",
    ),
    "attended": ("Thành viên có dự: {who}", "Members who attended: {who}"),
    "never-came": ("Thành viên vắng mặt: {who}", "Members absent: {who}"),
    "moved-seat": (
        "{at}: {who} chuyển từ ghế {before} sang ghế {after}",
        "{at}: {who} moved from seat {before} to seat {after}",
    ),
    "excused": ("Vắng có lý do: {who}", "Absent with reason: {who}"),
    "unexcused": ("Vắng không lý do: {who}", "Absent without reason: {who}"),
    "substitutes": (
        "Người dự thay (không có quyền biểu quyết): {who}",
        "Substitutes (without a vote): {who}",
    ),
    "stands-for": ("{who} thay {member}", "{who} for {member}"),
    "sign-in": ("Cách điểm danh: {mode}.", "Signing in: {mode}."),
    "sign-in-off": ("thiết bị tại ghế tự điểm danh", "by the terminal at the seat itself"),
    "sign-in-assignment": ("tại ghế được phân công", "at the assigned seat"),
    "sign-in-pin-here": (
        "tại ghế được phân công, bằng mã PIN",
        "at the assigned seat, with a PIN",
    ),
    "sign-in-pin-anywhere": ("tại ghế bất kỳ, bằng mã PIN", "at any seat, with a PIN"),
    "step-files": ("Kiểm tệp {done}/{of}", "Checking file {done}/{of}"),
    "step-records": ("Kiểm bản ghi {done}/{of}", "Checking record {done}/{of}"),
}
