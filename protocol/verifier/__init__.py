"""The auditor's logic: a bundle in, a report out. Pure; files and cryptography are passed in.

Written apart from the hub and importing nothing of it: it reads the record by shapes of its own and works
every number out again.

- `verify`: the one entry, in the order of the checks.
- `files`, `seal`, `chain`: bytes of the bundle, who vouches for them, whether the record is whole.
- `bodies`, `plan`: what records say, and whether plan and papers fit together.
- `replay`, `presence`, `polls`, `ballots`: the meeting lived through again.
- `minutes`: the numbers of the minutes against those of the record.
- `findings`, `report`: what was found, as values.
"""
