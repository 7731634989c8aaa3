"""One sentence in Vietnamese and English for every finding and refusal, by its code.

The sentence follows the place ("bản ghi số 17: …"), and names facts of the finding in braces.
"""

from __future__ import annotations

from types import MappingProxyType

from audit.finding_words.agenda import AGENDA
from audit.finding_words.bundle import BUNDLE
from audit.finding_words.meeting import MEETING
from audit.finding_words.polls import POLLS

FINDINGS = MappingProxyType(BUNDLE | MEETING | AGENDA | POLLS)
