"""The built-in layer: national documents of China, in force everywhere."""

from dibao.law.plugins import Plugin
from dibao.national import cn_2015_52, cn_2021_57, cn_2022_83, hookspecs
from dibao.national.ladder import LADDER

plugin = Plugin(
    "national",
    speaks_for="000000",
    modules=(cn_2015_52, cn_2021_57, cn_2022_83),
    package="dibao.national",
    hookspecs=(hookspecs,),
    ladder=LADDER,
)
