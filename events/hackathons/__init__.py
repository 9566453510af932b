"""Hackathons: drafted by incubators together, announced, run in phases."""
