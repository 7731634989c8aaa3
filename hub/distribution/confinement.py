"""Child processes that open strangers' files: limits they set on themselves, and how they are ended.

A child leads a process group of its own, so that whatever it starts goes with it.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

PR_SET_PDEATHSIG = 1  # linux/prctl.h
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h


class ChildTimeoutError(Exception):
    """The child took longer than it may, and is gone with its group."""


class Limits(Struct, frozen=True):
    """What one process may use; those it starts inherit the limits, each for itself."""

    memory: int  # bytes of address space
    cpu_s: int
    output: int  # bytes of the largest file written
    more_cpu_s: int = 0  # that the process may allow itself, step by step


def confine(limits: Limits) -> None:
    """Set this process's limits, its parent's end among them; the kernel enforces them."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s + 1 + limits.more_cpu_s))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.output, limits.output))


def allow_cpu(seconds: int) -> None:
    """Put off this process's end by so much computing, as far as its hard limit goes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if soft != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_CPU, (min(soft + seconds, hard), hard))


def leave_network() -> bool:
    """Go where there is no network; False where the kernel does not let an ordinary process."""
    return bool(ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)


def run_child(
    command: Sequence[str], given: bytes, scratch: Path, env: Mapping[str, str], wall_s: float
) -> int:
    """Run `command` in `scratch` with `given` on its input; returns its status.

    However this ends, nothing of the child's group is left running. Raises `ChildTimeoutError`.
    """
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=scratch,
        env=env,
        start_new_session=True,
    ) as child:
        try:
            child.communicate(given, timeout=wall_s)
        except subprocess.TimeoutExpired as error:
            raise ChildTimeoutError from error
        finally:
            _end_group(child)
        return child.returncode


def _end_group(child: subprocess.Popen[bytes]) -> None:
    """End what the child started and left running, and the child itself if it still runs."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
