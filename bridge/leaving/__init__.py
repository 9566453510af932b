"""Leaving: everything about one person handed to them, and everything about one person erased."""
