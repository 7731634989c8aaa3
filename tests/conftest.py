"""What holds for all tests."""

from __future__ import annotations

import os
import signal

from hypothesis import settings

# No deadlines: a slow moment of a shared machine is no failure. CI looks at more examples than a desk.
settings.register_profile("desk", deadline=None, max_examples=12)
settings.register_profile("ci", deadline=None, max_examples=100)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

# A shell that starts something in the background has it, and every program it starts, ignore Ctrl-C; but
# Ctrl-C is one of the faults tried, and the tests shall end by it wherever they run.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
