"""Codes and findings as sentences for the technician, Vietnamese first."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping

from firmware_config.check import Finding
from firmware_config.errors import SetupError
from firmware_config.schema import Language
from firmware_config.settings import ConfigError

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

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
    "certificate-unreadable": (
        "Không có hoặc không đọc được tệp chứng thư.",
        "The certificate file is missing or cannot be read.",
    ),
    "device-exists": (
        "Thiết bị đã có với vai trò khác.",
        "The device exists in another role.",
    ),
    "device-revoked": (
        "Thiết bị đã bị thu hồi; hãy cấp cho máy mới một mã khác.",
        "The device has been revoked; give the new machine an id of its own.",
    ),
    "disk-full": (
        "Đĩa đã đầy; hãy giải phóng dung lượng rồi chạy lại. Không có gì bị ghi dở.",
        "The disk is full; free some space and start again. Nothing is half-written.",
    ),
    "expired": ("Chứng thư đã hết hạn hoặc chưa có hiệu lực.", "The certificate is out of date."),
    "file-unusable": (
        "Không đọc hoặc không ghi được tệp.",
        "A file cannot be read or written.",
    ),
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
    "no-gpio": (
        "Máy này không có chân GPIO dùng được; dùng --pins mock hoặc bỏ mục [pins].",
        "This machine has no usable GPIO; use --pins mock or remove [pins].",
    ),
    "no-such-interface": (
        "Máy này không có địa chỉ mạng đã ghi trong “interfaces”.",
        "This machine has no network interface with the address given in “interfaces”.",
    ),
    "other-rooms-terminal": (
        "Các thiết bị của một lần chạy phải cùng một phòng họp.",
        "The terminals of one call must belong to the same room.",
    ),
    "pin-unusable": (
        "Không dùng được một chân GPIO trong mục [pins].",
        "A GPIO line named in [pins] cannot be used.",
    ),
    "port-busy": ("Cổng mạng đang bị chương trình khác dùng.", "The network port is in use."),
    "revocations-unreadable": (
        "Danh sách chứng thư bị thu hồi thiếu, hỏng hoặc không do phòng họp này ký.",
        "The list of revoked certificates is missing, damaged or not signed by this room.",
    ),
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
    "unknown-device": (
        "Phòng không có thiết bị này.",
        "The room has no such device.",
    ),
    "wrong-role": (
        "Tệp thiết lập này của một thiết bị có vai trò khác.",
        "These settings are of a terminal in another role.",
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


def sentence(error: SetupError | OSError, language: Language) -> str:
    """An error as a person reads it, with its code for the manual."""
    if isinstance(error, OSError):
        code = "disk-full" if error.errno in NO_SPACE else "file-unusable"
        return told(code, (str(error),), language, ERRORS)
    return told(error.code, _details(error), language, ERRORS)


def told(
    code: str, details: Iterable[str], language: Language, sentences: Mapping[str, tuple[str, str]]
) -> str:
    """The sentence of `code` in `sentences`, its code in brackets, and the details below it."""
    vietnamese, english = sentences.get(code, (code, code))
    text = english if language is Language.ENGLISH else vietnamese
    return "\n".join((f"{text} [{code}]", *(f"  {line}" for line in details)))


def finding_text(finding: Finding, language: Language) -> str:
    """A finding as a person reads it."""
    words = _FINDINGS[finding.name][2 if language is Language.ENGLISH else 0 :]
    return words[0 if finding.passed else 1].format_map(finding.facts)


def _details(error: SetupError) -> list[str]:
    if isinstance(error, ConfigError):
        return [f"{error.path}", *(f"{one.key}: {one.reason}" for one in error.problems)]
    return [error.detail] if error.detail else []
