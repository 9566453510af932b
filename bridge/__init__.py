"""What people and machines see: pages, read models, followers and commands."""

__version__ = "0.1.0"
