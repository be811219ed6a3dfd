"""Hebei (130000): what the province and its cities add to the national means test."""

from dibao import Plugin
from dibao_hebei import (
    allowances_2015,
    backstop_2019,
    economy_2013,
    reform_2020,
    shijiazhuang_2024,
    tangshan_2023,
    zhangjiakou_2023,
)

plugin = Plugin(
    "hebei",
    speaks_for="130000",
    modules=(
        economy_2013,
        allowances_2015,
        backstop_2019,
        reform_2020,
        zhangjiakou_2023,
        tangshan_2023,
        shijiazhuang_2024,
    ),
    package="dibao_hebei",
)
