"""Crew-neck T-shirt: set-in sleeves and a stretched neckband of rib, for jersey."""

from mtmpattern.templates.blocks import Tee, fits_with


class CrewTee(Tee):
    # The block (blocks/tee.py) drafts and sews it, and brings its options and most of its fits.
    name, version = "crew-tee", "5"
    fits = fits_with(Tee.fits, long={"sleeve_length": 100, "sleeve_taper": 58})
