"""The built-in layer: national documents of China, in force everywhere."""

from dibao.law.plugins import Plugin
from dibao.monitoring import hookspecs as signs
from dibao.national import (
    cn_2010_54,
    cn_2012_220,
    cn_2015_52,
    cn_2016_1835,
    cn_2018_23,
    cn_2019_62,
    cn_2020_price,
    cn_2020_reform,
    cn_2021_57,
    cn_2021_1553,
    cn_2021_tekun,
    cn_2022_83,
    cn_2022_price,
    cn_2023_39,
    cn_2025_rigid,
    cn_2026_law,
    cn_decree_649,
    hookspecs,
    programme_hookspecs,
    tekun_hookspecs,
)
from dibao.national.ladder import LADDER

HOOKSPECS = (hookspecs, programme_hookspecs, tekun_hookspecs, signs)
"""The questions that the ladder asks beyond the kernel's."""

plugin = Plugin(
    "national",
    speaks_for="000000",
    modules=(
        cn_2010_54,
        cn_2012_220,
        cn_decree_649,
        cn_2015_52,
        cn_2016_1835,
        cn_2018_23,
        cn_2019_62,
        cn_2020_price,
        cn_2020_reform,
        cn_2021_1553,
        cn_2021_57,
        cn_2021_tekun,
        cn_2022_83,
        cn_2022_price,
        cn_2023_39,
        cn_2025_rigid,
        cn_2026_law,
    ),
    package="dibao.national",
    hookspecs=HOOKSPECS,
    ladder=LADDER,
)
