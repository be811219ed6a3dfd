"""Settle an office's own figures for a test: of days and places that no source covers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import frozen

from dibao.assess.engine import Engine
from dibao.errors import PluginError, Problem
from dibao.law.figure_file import law_data_of
from dibao.law.figures import LawData
from dibao.law.plugins import Plugin
from dibao.law.toml_tables import FIRST_YEAR, TomlFile

DOCUMENT = "office-figures"
_STATED = {
    "id": DOCUMENT,
    "title": "经办机构自行录入的数值",
    "english": "Figures of the office itself",
    "issuer": "经办机构",
    "level": "fixture",
}
_AMOUNT = re.compile(r"(?P<amount>-?[0-9]+(\.[0-9]+)?)(?P<unit> a month| a year| yuan| square metres)?")
_PERIODS = {" a month": "month", " a year": "year"}


@frozen
class OfficeFigure:
    """One figure that an office states, graded assumed and no place's real number.

    Attributes:
        name: the figure.
        value: "450 a month", "5400 a year", "8000 yuan", "30 square metres", a
            number, true or false, or a list of rows for a band by the month.
        code: the place.
        since: the first day, month or year.
        until: the last one, or "open".
    """

    name: str
    value: Any
    code: str
    since: date | int | str = FIRST_YEAR
    until: date | int | str = "open"

    def row(self, label: str = "") -> dict[str, Any]:
        """Give the table that a figures.toml has for it.

        Raises:
            PluginError: the value is none of the forms above.
        """
        dates = {"since": self.since, "until": self.until}
        return {"code": self.code, **self._value(label), **dates, "document": DOCUMENT, "grade": "assumed"}

    def _value(self, label: str) -> dict[str, Any]:
        if isinstance(self.value, list):
            return {"rows": self.value, "per": "month"}
        if not isinstance(self.value, str):
            return {"value": self.value}
        match = _AMOUNT.fullmatch(self.value)
        if match is None:
            forms = '"450 a month", "5400 a year", "8000 yuan", "30 square metres" or a number'
            raise PluginError([Problem(label, f'{self.name} is "{self.value}"; expected {forms}.')])
        amount, unit = Decimal(match["amount"]), match["unit"]
        if unit is None:
            return {"value": amount}
        return {"amount": amount, **({"per": _PERIODS[unit]} if unit in _PERIODS else {})}


def office_figures(stated: Iterable[OfficeFigure], label: str = "office") -> LawData:
    """Give figures as `Engine.with_figures` takes them.

    Raises:
        PluginError: everything that is wrong with them.
    """
    tables: dict[str, Any] = {"document": {DOCUMENT: {key: each for key, each in _STATED.items() if key != "id"}}}
    for each in stated:
        tables.setdefault(each.name, []).append(each.row(label))
    return law_data_of(TomlFile(tables, label, {}))


def office_engine(plugins: str | Plugin | Iterable[str | Plugin] | None, stated: Iterable[OfficeFigure]) -> Engine:
    """Give an engine over some plug-ins that knows an office's figures, too.

    Raises:
        PluginError: everything that is wrong with the plug-ins or the figures.
    """
    return Engine(plugins=plugins).with_figures(office_figures(stated))
