"""What is cut: parts, their expansion from drafted halves, and their marks."""
