"""A clearly fictional network of startups, so that a newcomer sees the site alive."""
