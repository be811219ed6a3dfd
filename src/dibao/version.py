"""Settle which version of dibao this is."""

VERSION = "0.1.0"
