"""Every phrase of the report in Vietnamese and English."""

from __future__ import annotations

from types import MappingProxyType

from audit.phrases.general import GENERAL
from audit.phrases.polls import POLLS
from audit.phrases.session import SESSION

PHRASES = MappingProxyType(GENERAL | SESSION | POLLS)
