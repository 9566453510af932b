"""Imports: a list that somebody brought into an incubator, and what became of it."""
