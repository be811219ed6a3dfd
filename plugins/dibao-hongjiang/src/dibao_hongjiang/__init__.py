"""Hongjiang (431281): the city's own standards, its elderly-service subsidy, one sign of monitoring."""

from dibao import Plugin
from dibao_hongjiang import plan_2024

plugin = Plugin("hongjiang", speaks_for="431281", modules=(plan_2024,), package="dibao_hongjiang")
