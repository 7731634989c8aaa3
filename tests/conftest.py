"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# No deadlines: a slow moment of a shared machine is no failure. CI looks at more examples than a desk.
settings.register_profile("desk", deadline=None, max_examples=12)
settings.register_profile("ci", deadline=None, max_examples=100)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
