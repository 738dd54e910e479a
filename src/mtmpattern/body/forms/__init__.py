"""The forms of measurement files: each module reads one form, and writes it where that is useful."""
