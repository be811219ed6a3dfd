"""The built-in layer: national documents of China, in force everywhere."""

from dibao.law.plugins import Plugin
from dibao.national import (
    cn_2012_220,
    cn_2015_52,
    cn_2020_reform,
    cn_2021_57,
    cn_2022_83,
    cn_2023_39,
    cn_2025_rigid,
    cn_2026_law,
    cn_decree_649,
    hookspecs,
)
from dibao.national.ladder import LADDER

plugin = Plugin(
    "national",
    speaks_for="000000",
    modules=(
        cn_2012_220,
        cn_decree_649,
        cn_2015_52,
        cn_2020_reform,
        cn_2021_57,
        cn_2022_83,
        cn_2023_39,
        cn_2025_rigid,
        cn_2026_law,
    ),
    package="dibao.national",
    hookspecs=(hookspecs,),
    ladder=LADDER,
)
