"""Decide tables with one compiled loop over households, where numba is installed."""
