"""The room hub: rules of a meeting, its record, its network, its papers."""
