"""Partnerships and their milestones."""
