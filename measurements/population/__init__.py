"""Means and covariances of body measures in the ANSUR II survey, one file per sex, and the script that derives them."""
