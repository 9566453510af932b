"""Talking around a hackathon: public questions of participants, and what its managers write to groups."""
