"""Pages for people: the order of work, and the measures of each size."""
