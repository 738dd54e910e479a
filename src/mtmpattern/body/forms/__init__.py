"""The forms that measurement files come in: each module reads one form, and writes it where that is useful."""
