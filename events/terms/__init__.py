"""Decisions about words."""
