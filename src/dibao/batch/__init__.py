"""Settle how many households are decided at once."""
