"""`python -m tests.bench.within PID MODULE ARGUMENT…`: run a module in the network of another process."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    holder, *module = sys.argv[1:]
    network = f"--net=/proc/{holder}/ns/net"
    os.execvp("nsenter", ("nsenter", network, "--", sys.executable, "-m", *module))  # noqa: S606, S607
