"""Grants of the roles that act for everybody."""
