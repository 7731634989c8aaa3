"""Codes and findings as sentences for the technician, Vietnamese first."""

from __future__ import annotations

from firmware_config.check import Finding
from firmware_config.errors import SetupError
from firmware_config.schema import Language
from firmware_config.settings import ConfigError

ERRORS: dict[str, tuple[str, str]] = {
    "authority-missing": (
        "Không tìm thấy khóa gốc của phòng; hãy cắm thiết bị giữ khóa hoặc khôi phục thư mục authority.",
        "The room's authority is not here; plug in the token that holds it or restore authority/.",
    ),
    "broker-refused-config": (
        "mosquitto không chấp nhận cấu hình.",
        "mosquitto refuses its configuration.",
    ),
    "broker-silent": (
        "mosquitto đã chạy nhưng không nhận kết nối.",
        "mosquitto runs but accepts no connection.",
    ),
    "centre-set": (
        "Phòng đã nối với một máy chủ trung tâm khác.",
        "The room already has another central server.",
    ),
    "device-exists": (
        "Thiết bị đã có với vai trò khác.",
        "The device exists in another role.",
    ),
    "expired": ("Chứng thư đã hết hạn hoặc chưa có hiệu lực.", "The certificate is out of date."),
    "foreign-certificate": (
        "Chứng thư không do phòng họp này cấp.",
        "The certificate was not issued by this room.",
    ),
    "invalid-device": (
        "Mã thiết bị chỉ gồm chữ thường không dấu, số, gạch nối; «hub», «broker» đã dành riêng.",
        "A device id has lower-case letters, digits and hyphens; hub and broker are reserved.",
    ),
    "invalid-room": (
        "Mã phòng chỉ gồm chữ thường không dấu, số, gạch nối.",
        "A room id has lower-case letters, digits and hyphens.",
    ),
    "key-malformed": ("Tệp khóa bị hỏng.", "The key file is damaged."),
    "key-missing": ("Không có tệp khóa.", "The key file is missing."),
    "key-unreadable": ("Không đọc được tệp khóa.", "The key file cannot be read."),
    "layout-malformed": ("Sơ đồ phòng có lỗi.", "The room's layout file has a mistake."),
    "layout-unreadable": ("Không đọc được sơ đồ phòng.", "The room's layout file cannot be read."),
    "malformed": ("Chứng thư không đúng dạng.", "The certificate is malformed."),
    "mosquitto-missing": (
        "Chưa cài mosquitto; trên Debian: apt install mosquitto.",
        "mosquitto is not installed; on Debian: apt install mosquitto.",
    ),
    "no-centre": (
        "Thư mục không phải của máy chủ trung tâm.",
        "The folder is not a central server's.",
    ),
    "port-busy": ("Cổng mạng đang bị chương trình khác dùng.", "The network port is in use."),
    "room-exists": (
        "Thư mục đã có dữ liệu; không tạo phòng mới đè lên.",
        "The folder is not empty; a new room is not made over it.",
    ),
    "room-not-written": ("Không ghi được thư mục phòng.", "The room's folder cannot be written."),
    "settings-refused": ("Tệp thiết lập có lỗi.", "The settings file has mistakes."),
    "setpriv-missing": (
        "Thiếu chương trình setpriv; trên Debian: apt install util-linux.",
        "setpriv is missing; on Debian: apt install util-linux.",
    ),
}

_FINDINGS: dict[str, tuple[str, str, str, str]] = {  # Vietnamese good, bad; English good, bad
    "broker": (
        "mosquitto {version} sẵn sàng",
        "cần mosquitto 2, đang có: {version}",
        "mosquitto {version} is ready",
        "mosquitto 2 is needed, found: {version}",
    ),
    "certificates": (
        "chứng thư còn hạn; hết hạn sớm nhất: {file}, {until}",
        "chứng thư {file} thiếu, hỏng, sắp hoặc đã hết hạn ({until})",
        "certificates count; the first to end is {file}, {until}",
        "certificate {file} is missing, damaged, or ends too soon ({until})",
    ),
    "keys": (
        "khóa riêng chỉ chủ máy đọc được (quyền {mode})",
        "khóa riêng {file} có quyền {mode}, cần 0600",
        "private keys are readable by their owner alone (mode {mode})",
        "private key {file} has mode {mode} instead of 0600",
    ),
    "clock": (
        "đồng hồ chỉ {now} UTC",
        "đồng hồ chỉ {now} UTC, trước ngày lập phòng: kiểm tra pin đồng hồ",
        "the clock says {now} UTC",
        "the clock says {now} UTC, before this room was made: look at its battery",
    ),
    "disk": (
        "đĩa còn trống {free} GiB",
        "đĩa chỉ còn {free} GiB, cần ít nhất {least} GiB",
        "{free} GiB of disk are free",
        "only {free} GiB of disk are free, {least} GiB are needed",
    ),
    "port": (
        "cổng {port} trên {address} còn trống",
        "không dùng được cổng {port} trên {address}: đang bận, hoặc máy không có địa chỉ ấy",
        "port {port} on {address} is free",
        "port {port} on {address} is in use, or the address is not this machine's",
    ),
}


def sentence(error: SetupError, language: Language) -> str:
    """An error as a person reads it, with its code for the manual."""
    vietnamese, english = ERRORS.get(error.code, (error.code, error.code))
    text = english if language is Language.ENGLISH else vietnamese
    return "\n".join((f"{text} [{error.code}]", *(f"  {line}" for line in _details(error))))


def finding_text(finding: Finding, language: Language) -> str:
    """A finding as a person reads it."""
    words = _FINDINGS[finding.name][2 if language is Language.ENGLISH else 0 :]
    return words[0 if finding.passed else 1].format_map(finding.facts)


def _details(error: SetupError) -> list[str]:
    if isinstance(error, ConfigError):
        return [f"{error.path}", *(f"{one.key}: {one.reason}" for one in error.problems)]
    return [error.detail] if error.detail else []
