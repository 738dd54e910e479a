"""Measurement files that ship with mtmpattern: people, size charts and what is derived from populations."""
