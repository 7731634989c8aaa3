"""The auditor's logic: a bundle in, a report out. Pure; files and cryptography are passed in.

Written apart from the hub and importing nothing of it: it reads the record by shapes of its own and works
every number out again.

- `verify`: the one entry, in the order of the checks.
- `files`, `seal`, `chain`: bytes of the bundle, who vouches for them, whether the record is whole.
- `bodies`, `plan`: what records say, whether the plan fits together.
- `papers`, `documents`: what was released, replaced, recalled, and whether it is what came along.
- `replay`, `meeting`: the meeting lived through again, record by record.
- `presence`, `places`: who was there, where, and the quorum.
- `polls`, `transitions`, `counting`, `voiding`, `revotes`, `follow_ups`: every poll, and what comes of it.
- `statements`: ballots, typed counts and corrections, each the signed word of the right person.
- `minutes`: the numbers of the minutes against those of the record.
- `findings`, `report`: what was found, as values.
"""
