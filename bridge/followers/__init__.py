"""Readers of the log and of the outbox that work outside the request, each in its own time."""
