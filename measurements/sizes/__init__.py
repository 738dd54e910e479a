"""Size charts, and the script that derives them."""
