"""A running centre: real uvicorn, real TLS, real files, on a free port of the loopback interface."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from hub.centre.app import CentreSettings, Means, centre_app, open_archive
from hub.centre.archive import Archive
from hub.centre.client import Centre
from hub.centre.server import Address, serving
from tests.hub.centre import samples, tls_files

NOW = samples.START + 4 * 3_600_000


class Running(Struct, frozen=True):
    """A centre that answers: its port, its data, and a client's view of it."""

    port: int
    root: Path
    archive: Archive
    client: Centre


Start = Callable[..., AbstractAsyncContextManager[Running]]


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[Address, str]:
    """An address with a certificate for 127.0.0.1, and the authority to pin."""
    folder = tmp_path_factory.mktemp("tls")
    ca_pem = tls_files.write_server(folder)
    address = Address("127.0.0.1", 0, folder / "centre.pem", folder / "centre.key")
    return address, ca_pem


@pytest.fixture(scope="session")
def workers() -> Iterator[Executor]:
    """Where bundles are verified."""
    with ThreadPoolExecutor(2) as executor:
        yield executor


@pytest.fixture
def start(tmp_path: Path, tls: tuple[Address, str], workers: Executor) -> Start:
    """Starts a centre that trusts the sample room; keywords change its settings and means."""
    address, ca_pem = tls
    settings = CentreSettings(
        root=tmp_path / "centre",
        trusted=samples.trust(tmp_path / "trusted"),
        name="trung-tam",
        title="Trung tâm lưu trữ tỉnh Lâm Hà",
    )
    means = Means(samples.CENTRE_KEY.sign, samples.verify_sample, workers, lambda: NOW)
    verify = partial(samples.verify_with, samples.CENTRE_KEY.public_key())

    @contextlib.asynccontextmanager
    async def run(max_bytes: int = settings.max_bytes, **changed: object) -> AsyncIterator[Running]:
        chosen = replace(settings, max_bytes=max_bytes)
        able = replace(means, **changed)  # type: ignore[arg-type]
        with contextlib.closing(open_archive(chosen, able)) as archive:
            async with serving(centre_app(chosen, able, archive), address) as port:
                client = Centre(f"https://127.0.0.1:{port}", ca_pem, verify)
                yield Running(port, chosen.root, archive, client)

    return run
