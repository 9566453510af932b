"""Registrations for hackathons: who takes part, who waits, who came."""
