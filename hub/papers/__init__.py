"""Statutory papers made from the record."""
