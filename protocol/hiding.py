"""What is secret, or too long to be read, stands in no log and in no traceback."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


def hiding(*names: str) -> Callable[[Struct], str]:
    """A `__repr__` for a struct that leaves these fields out."""

    def shown(value: Struct) -> str:
        fields = (name for name in value.__struct_fields__ if name not in names)
        told = ", ".join(f"{name}={getattr(value, name)!r}" for name in fields)
        return f"{type(value).__name__}({told})"

    return shown
