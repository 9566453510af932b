"""Incubators: the directory, their managers, their startups."""
