"""From what a terminal knows to what it shows: pure functions, one module a role."""
