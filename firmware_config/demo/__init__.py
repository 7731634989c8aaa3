"""The demo: a room, a meeting folder and its papers for one machine; nothing in it is real."""
