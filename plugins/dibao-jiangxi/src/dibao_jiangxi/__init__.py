"""Jiangxi (360000): what the province and its cities add to the national means test."""

from dibao import Plugin
from dibao_jiangxi import (
    bands_2023,
    benefit_2017,
    ganzhou_2022,
    jiujiang_2019,
    nanchang_2021,
    nanchang_2024,
    report_2019,
)

plugin = Plugin(
    "jiangxi",
    speaks_for="360000",
    modules=(benefit_2017, jiujiang_2019, report_2019, bands_2023, ganzhou_2022, nanchang_2021, nanchang_2024),
    package="dibao_jiangxi",
)
