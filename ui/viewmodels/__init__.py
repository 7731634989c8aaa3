"""What screens derive from values, without Kivy."""
