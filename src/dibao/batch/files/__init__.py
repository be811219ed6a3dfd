"""Assess whole files of households, in bounded memory, and go on after a stop."""
