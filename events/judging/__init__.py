"""Judging: who judges, what they may not judge, what they scored, and what came out."""
