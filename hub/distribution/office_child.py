"""The child process of `hub.distribution.office`: sets its limits and becomes LibreOffice.

    python -m hub.distribution.office_child SOFFICE FILE

works in the current directory: the profile in `profile/`, the result `FILE` as `.pdf`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hub.distribution.confinement import Limits, confine, leave_network

LIMITS = Limits(
    memory=4 * 2**30,  # of address space: it maps 2 GB before it has opened anything
    cpu_s=120,
    output=400 * 2**20,
)


def main(office: str, name: str) -> None:
    """Never returns."""
    confine(LIMITS)
    leave_network()
    profile = (Path.cwd() / "profile").as_uri()
    options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", ".", name]
    os.execv(office, [office, f"-env:UserInstallation={profile}", *options])  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
