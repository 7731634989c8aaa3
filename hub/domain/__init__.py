"""The rules of a meeting, pure: `decide(state, command, now) -> events`, `evolve(state, event, at) -> state`.

Nothing here reads a clock, draws an id, or knows a wire format. Times are milliseconds since the Unix
epoch, UTC. Ids are short lower-case strings made elsewhere. Numbers are integers; a percentage is never
compared.
"""
