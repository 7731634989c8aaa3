"""`python -m ui.run seat|chair|wall …`: the window programs without their installed commands."""

from __future__ import annotations

import sys

from ui.main import chair, seat, wall

if __name__ == "__main__":
    programs = {"seat": seat, "chair": chair, "wall": wall}
    sys.exit(programs[sys.argv[1]](sys.argv[2:]))
