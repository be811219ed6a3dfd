"""Hunan (430000): what the province and its places add to the national means test."""

from dibao import Plugin
from dibao_hunan import allowances_2015, anhua, hengyang_2025, measures_2021, scheme_2018, zhuzhou_2022

plugin = Plugin(
    "hunan",
    speaks_for="430000",
    modules=(allowances_2015, scheme_2018, measures_2021, zhuzhou_2022, anhua, hengyang_2025),
    package="dibao_hunan",
)
