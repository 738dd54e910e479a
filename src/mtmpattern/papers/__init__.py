"""What people read: the order of work, and what each size measures."""
