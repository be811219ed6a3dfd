"""Decide the same households under two laws, and say who gains, who loses and what it costs."""

from dibao.batch.compare.comparison import Comparison, Counts, Programme
from dibao.batch.compare.reform import reformed
from dibao.batch.compare.tables import compare

__all__ = ["Comparison", "Counts", "Programme", "compare", "reformed"]
