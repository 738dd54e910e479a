"""Measurement files that ship with mtmpattern: people, size charts and figures of populations."""
