"""Invented people, one file each; none of them is anyone."""
