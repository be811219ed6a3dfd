"""Made-up households for benchmarks and demonstrations; they are used nowhere as truth."""

from dibao.batch.synth.block import Place
from dibao.batch.synth.population import Piece, Population, national_population, shili_population

__all__ = ["Piece", "Place", "Population", "national_population", "shili_population"]
