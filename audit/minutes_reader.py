"""The words of a PDF, read by a child process: whatever a bad PDF does there ends with the child."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

from protocol.errors import RemoteProtocolError

PATIENCE_S = 90  # the child allows itself 60 s of computing; the machine may be busy
_CHILD = Path(__file__).with_name("minutes_text.py")


def read_text(pdf: bytes) -> str | None:
    """The text of `pdf` page by page, or None if this machine has no reader of PDF text.

    Raises `minutes-unreadable` (`RemoteProtocolError`) if the PDF defeats the reader.
    """
    if importlib.util.find_spec("pymupdf") is None:
        return None
    # -P: nothing is imported from the folder somebody happens to stand in.
    command = [sys.executable, "-P", str(_CHILD)]
    try:
        done = subprocess.run(
            command, input=pdf, capture_output=True, timeout=PATIENCE_S, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise RemoteProtocolError("minutes-unreadable", "took too long") from error
    except subprocess.CalledProcessError as error:
        raise RemoteProtocolError("minutes-unreadable", f"reader: {error.returncode}") from error
    return done.stdout.decode("utf-8", "replace")
