"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("shared-machine", deadline=None)  # a slow moment is no failure
settings.load_profile("shared-machine")
