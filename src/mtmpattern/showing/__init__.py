"""Garments to be looked at: small pictures, contact sheets, cards, and a sheet drawn again at each save."""
