"""Enquiries: a founder asks an incubator about an unclaimed startup."""
