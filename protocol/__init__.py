"""What crosses between machines: names, messages, the record and its bundle. Pure, standard library only.

- `identifiers`, `topics`: names of rooms, devices and things, and the topic tree built from them.
- `canonical`, `shapes`: canonical JSON (RFC 8785) and the strict conversion between JSON and structs.
- `messages`, `envelope`, `codec`: every message, its wrapping and signature, bytes in and out with limits.
- `transfer`: a paper's manifest, its chunks, and what is still missing.
- `sealing`: what binds a sealed chunk and a wrapped key to their place.
- `ballot`, `check_code`: the statement a terminal signs, and the four syllables a room compares.
- `record`, `bundle`: one line of the log, the hash chain, and the zip that leaves the room.
- `recount`, `verifier`: counting again from the record, independently of the hub.

Bytes from outside either become a value or raise `ProtocolError`; nothing else escapes from here.
"""
