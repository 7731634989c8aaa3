"""The centre as one web application: receiver and pages behind the same security headers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

from msgspec import Struct
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.centre.archive import Archive
from hub.centre.examination import VerifyBundle
from hub.centre.intake import Intake
from hub.centre.pages import Pages, environment
from hub.centre.quarantine import Quarantine
from hub.centre.receiver import Receiver
from hub.centre.upload import clear
from protocol.bundle import MAX_BUNDLE_BYTES
from protocol.envelope import Sign

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; font-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


class CentreSettings(Struct, frozen=True):
    """`root` keeps everything; `trusted` holds `<room>.pem`; `name` is an id, `title` is for people."""

    root: Path
    trusted: Path
    name: str
    title: str
    max_bytes: int = MAX_BUNDLE_BYTES


class Means(Struct, frozen=True):
    """What the centre cannot do itself: sign, verify a bundle, run that elsewhere, tell the time (ms)."""

    sign: Sign
    verify: VerifyBundle
    executor: Executor
    now: Callable[[], int]


def open_archive(settings: CentreSettings, means: Means) -> Archive:
    """Open the store; what a crash left half-made is removed. Close it at the end."""
    clear(_incoming(settings))
    return Archive(settings.root, settings.name, means.sign)


def centre_app(settings: CentreSettings, means: Means, archive: Archive) -> Starlette:
    """The web application over an open archive."""
    intake = Intake(
        archive=archive,
        quarantine=Quarantine(settings.root / "quarantine"),
        incoming=_incoming(settings),
        trusted=settings.trusted,
        verify=means.verify,
        executor=means.executor,
        now=means.now,
        max_bytes=settings.max_bytes,
    )
    pages = Pages(archive, settings.title, environment())

    async def missing(request: Request, _error: Exception) -> Response:
        return pages.missing(request)

    return Starlette(
        routes=[*Receiver(intake).routes(), *pages.routes()],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={404: missing},
    )


class SecurityHeaders:
    """Puts `HEADERS` on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, adding headers where an answer starts."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _incoming(settings: CentreSettings) -> Path:
    return settings.root / "incoming"  # beside the archive: moving a file there is one rename
