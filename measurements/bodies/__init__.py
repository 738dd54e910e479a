"""Invented people, one file each."""
