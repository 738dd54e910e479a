"""Data that ships: cloths and, later, machines and facilities."""
