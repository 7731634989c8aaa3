"""The room's side of the exchange: sends a bundle to the centre and brings its receipt back."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeAlias

import httpx
from msgspec import Struct

from hub.centre.bundle_file import file_sha256, read_manifest
from hub.centre.errors import (
    BadReceiptError,
    CentreError,
    CentreRefusedError,
    CentreUnreachableError,
    WrongCertificateError,
)
from hub.centre.receipt import SignedReceipt, check_receipt
from protocol import canonical, shapes
from protocol.bundle import BundleManifest
from protocol.envelope import Verify
from protocol.errors import RemoteProtocolError

Progress: TypeAlias = Callable[[int, int], None]
"""(bytes sent, bytes in all)"""

BLOCK = 256 * 1024
MAX_ANSWER = 64 * 1024  # a receipt or a refusal with its findings
TIMEOUT = httpx.Timeout(30.0, read=300.0)  # the answer waits for the verification of a whole bundle
_OK, _NOT_FOUND = 200, 404
_PASSING = (408, 429)  # and every 5xx: says something of the centre's moment, nothing of the bundle


class Centre(Struct, frozen=True):
    """A central server: its base URL, the authority (PEM) of its certificate, and its signing key.

    `verify(message, signature)` checks against the centre's Ed25519 key.
    """

    url: str
    ca_pem: str
    verify: Verify


async def send(bundle: Path, centre: Centre, progress: Progress) -> SignedReceipt:
    """Deliver `bundle`; asks first whether the centre has it, so that resuming costs nothing.

    Raises `CentreUnreachableError`, `WrongCertificateError`, `CentreRefusedError`, `BadReceiptError`
    (all `CentreError`), or `RemoteProtocolError` if the file is no bundle.
    """
    manifest = await asyncio.to_thread(read_manifest, bundle)
    sha256 = await asyncio.to_thread(file_sha256, bundle)
    try:
        async with _http(centre) as http:
            answer = await _ask(http, sha256) or await _put(http, bundle, sha256, progress)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _network(error) from error
    return _checked(answer, centre.verify, sha256, manifest)


def _http(centre: Centre) -> httpx.AsyncClient:
    try:
        context = ssl.create_default_context(cadata=centre.ca_pem)
    except ssl.SSLError as error:
        raise WrongCertificateError("the pinned authority is no certificate") from error
    return httpx.AsyncClient(
        base_url=centre.url, verify=context, timeout=TIMEOUT, trust_env=False, http2=False
    )


async def _ask(http: httpx.AsyncClient, sha256: str) -> bytes | None:
    async with http.stream("GET", f"/bundles/{sha256}/receipt") as response:
        if response.status_code == _NOT_FOUND:
            return None
        return await _body(response)


async def _put(http: httpx.AsyncClient, bundle: Path, sha256: str, progress: Progress) -> bytes:
    size = (await asyncio.to_thread(bundle.stat)).st_size
    headers = {"content-type": "application/zip", "content-length": str(size)}
    content = _blocks(bundle, size, progress)
    async with http.stream(
        "PUT", f"/bundles/{sha256}", content=content, headers=headers
    ) as response:
        return await _body(response)


async def _blocks(bundle: Path, size: int, progress: Progress) -> AsyncIterator[bytes]:
    sent = 0
    with await asyncio.to_thread(bundle.open, "rb") as file:
        while block := await asyncio.to_thread(file.read, BLOCK):
            yield block
            sent += len(block)
            progress(sent, size)


async def _body(response: httpx.Response) -> bytes:
    data = b""
    async for part in response.aiter_bytes():
        data += part
        if len(data) > MAX_ANSWER:
            raise CentreUnreachableError("answer too long")
    if response.status_code == _OK:
        return data
    if response.is_server_error or response.status_code in _PASSING:
        raise CentreUnreachableError(f"{response.status_code} {_code(data)}")
    raise CentreRefusedError(_code(data))


def _code(data: bytes) -> str:
    """The centre's own code, or `unknown` if what answered does not speak this protocol."""
    try:
        match canonical.load(data):
            case {"error": {"code": str(code)}}:
                return code[:64]
    except RemoteProtocolError:
        pass
    return "unknown"


def _checked(answer: bytes, verify: Verify, sha256: str, manifest: BundleManifest) -> SignedReceipt:
    try:
        signed = shapes.from_json(SignedReceipt, canonical.load(answer))
        check_receipt(signed, verify, bundle_sha256=sha256, manifest=manifest)
    except RemoteProtocolError as error:
        raise BadReceiptError(str(error)) from error
    return signed


def _network(error: Exception) -> CentreError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return WrongCertificateError(cause.verify_message)
        cause = cause.__cause__ or cause.__context__
    return CentreUnreachableError(type(error).__name__)
