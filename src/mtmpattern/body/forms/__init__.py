"""The forms of measurement files: each module reads one form, and writes it if that is useful."""
