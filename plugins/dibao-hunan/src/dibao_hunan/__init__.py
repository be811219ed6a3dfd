"""Hunan (430000): what the province adds to the national means test."""

from dibao import Plugin
from dibao_hunan import measures_2021

plugin = Plugin("hunan", speaks_for="430000", modules=(measures_2021,), package="dibao_hunan")
