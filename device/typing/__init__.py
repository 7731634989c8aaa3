"""Vietnamese on a keyboard: Telex and VNI, the text being edited, and the keys on the screen. Pure."""
