"""What is made of a pattern: its files in the formats asked for, in a folder written whole or not at all."""
