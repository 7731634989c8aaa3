"""Use cases of the hub and the ports they need; pure apart from the ports."""
