"""Hunan (430000): what the province and its places add to the national means test."""

from dibao import Plugin
from dibao_hunan import (
    allowances_2015,
    anhua,
    changsha_2019,
    hanshou_2021,
    hengyang_2025,
    liling_2019,
    measures_2021,
    monitoring_2021,
    price_2016,
    scheme_2018,
    zhuzhou_2022,
    zhuzhou_report_2020,
)

plugin = Plugin(
    "hunan",
    speaks_for="430000",
    modules=(
        allowances_2015,
        scheme_2018,
        changsha_2019,
        liling_2019,
        zhuzhou_report_2020,
        hanshou_2021,
        measures_2021,
        monitoring_2021,
        zhuzhou_2022,
        anhua,
        hengyang_2025,
        price_2016,
    ),
    package="dibao_hunan",
)
