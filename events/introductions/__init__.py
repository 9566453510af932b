"""Introductions: proposed, answered, met."""
