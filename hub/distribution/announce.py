"""The hub says by mDNS where it is. Terminals take this for a hint and trust only its certificate."""

from __future__ import annotations

import errno
import fcntl
import socket
import struct
from collections.abc import Sequence
from types import TracebackType

from zeroconf import InterfaceChoice, IPVersion, ServiceInfo
from zeroconf.asyncio import AsyncZeroconf

from firmware_config.errors import SetupError

SERVICE = "_phienhop._tcp.local."
VERSION = "1"  # of what the TXT record says
_SIOCGIFADDR = 0x8915  # linux/sockios.h: the IPv4 address of an interface


class AnnounceError(SetupError):
    """`no-such-interface`: none of this machine's interfaces has the configured address."""


def local_addresses() -> tuple[str, ...]:
    """IPv4 addresses of this machine's interfaces that are up, without loopback."""
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            request = struct.pack("256s", name.encode()[:15])
            try:
                reply = fcntl.ioctl(probe, _SIOCGIFADDR, request)
            except OSError:  # an interface without an address
                continue
            found.append(socket.inet_ntoa(reply[20:24]))
    return tuple(address for address in found if not address.startswith("127."))


class Announcement:
    """Announces the broker of `room` at `port` while entered.

    `interfaces` are IPv4 addresses of this machine, none means all. When another instance already has
    the name, a number is added: terminals look at the TXT record, not at the name. Entering takes about
    a second, in which mDNS asks whether the name is free.
    """

    def __init__(self, room: str, port: int, interfaces: Sequence[str]) -> None:
        self._room = room
        self._port = port
        self._interfaces = list(interfaces)

    async def __aenter__(self) -> Announcement:
        try:
            choice = self._interfaces or InterfaceChoice.All
            self._zeroconf = AsyncZeroconf(interfaces=choice, ip_version=IPVersion.V4Only)
        except (OSError, ValueError, RuntimeError) as error:
            if isinstance(error, OSError) and error.errno not in (
                errno.ENODEV,
                errno.EADDRNOTAVAIL,
            ):
                raise
            raise AnnounceError("no-such-interface", ", ".join(self._interfaces)) from error
        try:
            await (
                await self._zeroconf.async_register_service(self._info(), allow_name_change=True)
            )
        except BaseException:
            await self._zeroconf.async_close()
            raise
        return self

    def _info(self) -> ServiceInfo:
        return ServiceInfo(
            SERVICE,
            f"{self._room[:60]}.{SERVICE}",  # a DNS label has 63 bytes, "-2" may be added
            port=self._port,
            properties={"room": self._room, "v": VERSION},
            server=f"phienhop-{self._room[:50]}.local.",
            parsed_addresses=list(self._interfaces or local_addresses()),
        )

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self._zeroconf.async_close()
