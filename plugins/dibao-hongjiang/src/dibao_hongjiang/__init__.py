"""Hongjiang (431281): the city's own standards, and no rule of its own."""

from dibao import Plugin

plugin = Plugin("hongjiang", speaks_for="431281", modules=(), package="dibao_hongjiang")
