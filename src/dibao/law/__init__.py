"""Settle what is in force: documents, rules, figures and places, layer by layer."""
