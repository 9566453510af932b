"""Startups: registered, described, suggested, introduced."""
