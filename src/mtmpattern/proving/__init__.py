"""Populations, and proofs of a template on all of their bodies."""
