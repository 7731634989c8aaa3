"""Texts of the demo's papers, one TOML file each, and their typst template."""
