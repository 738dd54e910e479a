"""Pages for people: work orders, labels, pictures to print, and tables of measures."""
