"""Looking at bundles in tests."""

from __future__ import annotations

from collections.abc import Mapping

from protocol.bundle import BundleFile, BundleManifest


def first_difference(manifest: BundleManifest, found: Mapping[str, BundleFile]) -> str | None:
    """The first path that is missing, changed, or not listed; None when all is as listed."""
    listed = {file.path: file for file in manifest.files}
    for path in sorted(listed.keys() | found.keys()):
        if listed.get(path) != found.get(path):
            return path
    return None
