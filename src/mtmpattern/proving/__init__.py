"""Populations, and proofs of a template on all their bodies."""
