"""`phienhop-verify`: checks a meeting's bundle without needing anything of the hub that made it.

- `main`: the command line. `check`: the same as a function, for the central server.
- `bundle_file`: reads the zip within limits, nothing is unpacked to disk.
- `minutes_reader`, `minutes_text`: the words of a PDF, read in a child process with limits.
- `report`, `wording`, `machine`: what was found, for people (Vietnamese, English) and for programs.
"""
