"""Words that convert a drafted pattern: split, join, spread, and move its darts."""
