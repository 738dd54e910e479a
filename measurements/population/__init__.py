"""Means and covariances of body measures in the ANSUR II survey, one file a sex, and the script that derives them."""
