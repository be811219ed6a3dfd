"""Decide tables with one compiled loop over households, where llvmlite is installed."""
