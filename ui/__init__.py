"""The screens of seat, console and wall: Kivy only here."""
