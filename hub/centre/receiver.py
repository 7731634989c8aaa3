"""The centre's side of the exchange with rooms: uploads and receipts, JSON only.

| request | answer |
|---|---|
| `PUT /bundles/{sha256}` | 200 `{"receipt","signature"}`, or `{"error":{"code","findings"?}}` |
| `GET /bundles/{sha256}/receipt` | the same receipt again, or 404 `unknown-bundle` |
| `GET /health` | `{"status","bundles"}` |

Sending a bundle again is always safe: its SHA-256 makes it the same request.
"""

from __future__ import annotations

import asyncio
import logging

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hub.centre.archive import Entry
from hub.centre.errors import RefusedUploadError
from hub.centre.intake import Intake
from protocol.identifiers import SHA256

_LOG = logging.getLogger(__name__)
MAX_UPLOADS = 4  # at once: rooms close at the same hour, disks do not like more writers
STATUS = {
    "malformed-hash": 400,
    "hash-mismatch": 400,
    "unknown-room": 403,
    "unknown-bundle": 404,
    "upload-too-slow": 408,
    "older-than-known": 409,
    "forked-record": 409,
    "bundle-too-large": 413,
    "unreadable-bundle": 422,
    "unsound-bundle": 422,
    "centre-failed": 500,
    "centre-busy": 503,
    "disk-full": 507,
}
_CLIENT_GONE = 499  # what nginx notes; nobody reads the answer
_RETRY_AFTER_S = "5"


class Receiver:
    """The endpoints for rooms over one `Intake`."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._uploads = 0

    def routes(self) -> list[Route]:
        """Where the endpoints live."""
        return [
            Route("/bundles/{sha256}", self.put, methods=["PUT"]),
            Route("/bundles/{sha256}/receipt", self.receipt, methods=["GET"]),
            Route("/health", self.health, methods=["GET"]),
        ]

    async def put(self, request: Request) -> Response:
        """Take one bundle."""
        if self._uploads >= MAX_UPLOADS:
            return refusal(RefusedUploadError("centre-busy"))
        self._uploads += 1
        try:
            return _receipt(await self._take(request))
        except RefusedUploadError as error:
            return refusal(error)
        except ClientDisconnect:
            return Response(status_code=_CLIENT_GONE)
        except Exception:
            _LOG.exception("upload failed")
            return refusal(RefusedUploadError("centre-failed"))
        finally:
            self._uploads -= 1

    async def receipt(self, request: Request) -> Response:
        """The receipt given for a bundle, so that nothing has to be sent twice."""
        sha256 = request.path_params["sha256"]
        entry = await asyncio.to_thread(self._intake.archive.find, sha256)
        return _receipt(entry) if entry else refusal(RefusedUploadError("unknown-bundle"))

    async def health(self, _request: Request) -> Response:
        """Whether the centre answers and its database can be read."""
        bundles = await asyncio.to_thread(self._intake.archive.count)
        return JSONResponse({"status": "ok", "bundles": bundles})

    async def _take(self, request: Request) -> Entry:
        sha256 = request.path_params["sha256"]
        if not SHA256.fullmatch(sha256):
            raise RefusedUploadError("malformed-hash")
        announced = request.headers.get("content-length", "0")
        if announced.isdecimal() and int(announced) > self._intake.max_bytes:
            raise RefusedUploadError("bundle-too-large", f"limit {self._intake.max_bytes} bytes")
        return await self._intake.take(sha256, request.stream())


def refusal(error: RefusedUploadError) -> Response:
    """The JSON answer to a refused upload."""
    said: dict[str, object] = {"code": error.code}
    if error.findings:
        said["findings"] = error.findings
    status = STATUS[error.code]
    headers = {"retry-after": _RETRY_AFTER_S} if error.code == "centre-busy" else None
    return JSONResponse({"error": said}, status_code=status, headers=headers)


def _receipt(entry: Entry) -> Response:
    signed = entry.signed
    return JSONResponse({"receipt": signed.receipt, "signature": signed.signature})
