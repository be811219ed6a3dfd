"""Where the oracle is tried: the law of each place, and the figures that both sides are given."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from . import hebei, hunan, jiangxi
from .national import LAW, Nation


def days(text: str) -> tuple[date, ...]:
    """Read days."""
    return tuple(date.fromisoformat(each) for each in text.split())


ERAS = days(
    "2012-12-12 2013-05-01 2014-05-01 2016-01-01 2018-10-01 2019-06-01 2020-08-01 2020-11-01 2021-07-01 2022-10-20 "
    "2023-06-01 2023-10-01 2024-06-01 2025-01-01 2026-01-01 2026-07-01"
)
"""The days on which national or provincial law turned, and some ordinary ones."""
LOCAL = days(
    "2017-01-01 2018-01-01 2019-01-01 2019-09-16 2019-12-25 2020-01-01 2021-01-01 2022-01-01 "
    "2022-08-01 2022-10-01 2023-01-01 2023-07-01 2023-08-01 2024-01-01 "
    "2024-03-01 2024-05-01 2025-11-01"
)
"""The days on which local law turned."""
PROGRAMMES = days("2016-08-01 2018-01-23 2019-06-18 2020-03-01 2021-11-01 2022-09-01 2023-04-01")
"""The days on which the law of programmes beside dibao turned, and no other."""
LATER = (*ERAS[1:], *LOCAL, *PROGRAMMES)
TURNS = tuple(sorted({*ERAS, *LATER, *(each - timedelta(1) for each in LATER)}))
"""All of them, and their eves."""


class Place(NamedTuple):
    """A place: its code, its region, its law, and its figures in yuan or as they are."""

    name: str
    code: str
    region: str
    law: type[Nation]
    figures: dict[str, Any]

    def under(self, on: date) -> Nation:
        """Give the law of the place on a day."""
        since = {name: as_number(name, value) for name, value in self.figures.items() if on >= FROM.get(name, date.min)}
        return self.law(on, since)


FROM = {"dibao.marginal_factor": LAW, "price.cpi_trigger": date(2023, 4, 1)}
"""Figures that the nation sets before a day."""


def figures(urban: str, rural: str, disposable: str, **more: Any) -> dict[str, Any]:
    """Name what every place needs; standards in the village and disposable income are stated a year."""
    return {
        "dibao.standard.urban": (urban, "month"),
        "dibao.standard.rural": (rural, "year"),
        "rigid.disposable_income": (disposable, "year"),
        "rigid.ratio": "0.6",
        "dibao.marginal_factor": "1.8",
        "disability.living_allowance": ("85", "month"),
        "disability.nursing_allowance": ("95.5", "month"),
        "tekun.living.urban": ("910.01", "month"),
        "tekun.living.rural": ("6501", "year"),
        "tekun.living.rural_institution": ("530", "month"),
        "tekun.living.rural_scattered": ("468", "month"),
        "tekun.care.able": ("80", "month"),
        "tekun.care.half": ("370", "month"),
        "tekun.care.full": ("1480", "month"),
        "orphan.scattered": ("1150", "month"),
        "orphan.institution": ("1600", "month"),
        **prices("0.01", "0.01", "0.01"),
        **more,
    }


def prices(cpi: str, food: str, low_income: str) -> dict[str, Any]:
    """Name the rises of the month, the same on every day of trial."""
    rises = {"price.cpi_rise": cpi, "price.food_rise": food, "price.low_income_index_rise": low_income}
    return {**rises, "price.cpi_trigger": "0.035"}


def of_hebei(urban: str, rural: str, *, a_head: bool) -> dict[str, Any]:
    """Name what places in Hebei need."""
    tiers = {
        f"hebei.standard.{area}.tier_{tier}": (amount, "month")
        for area, amounts in {"urban": ("878", "850", "825"), "rural": ("701.5", "680", "660")}.items()
        for tier, amount in enumerate(amounts, 1)
    }
    own = {
        "hebei.assets_a_head": a_head,
        "hebei.house_area_a_head": ("36.5", "area"),
        "hebei.rigid_expenditure_cap": "0.35",
        "hebei.standard_tier": 2 if a_head else 3,
    }
    return figures(urban, rural, "24000", **tiers, **own)


FLAT = {
    "hunan.flat.urban": ("410", "month"),
    "hunan.bands.rural": [(1, "405"), (2, "235.5"), (3, "140")],
}
FLAT |= prices("0.0349", "0.0599", "0.0321")
AT_EIGHTY = {"elderly.old_age_allowance": ("100.01", "month"), **prices("0.03", "0.0599", "0.0333")}
SERVICE = {"elderly.service_subsidy": ("60", "month"), **prices("0.0299", "0.06", "0.02")}
CHILDREN = {"unattended_child.living": ("1280.5", "month")}
AVERAGE = {"jiangxi.average_house_area": ("45", "area")}

PLACES = (
    Place(
        "Yueyang", "430600", "hunan", hunan.Hunan, figures("560", "4385", "26000", **prices("0.035", "0.01", "0.0357"))
    ),
    Place("Yanling", "430225", "hunan", hunan.Zhuzhou, figures("640", "5000", "25000", **AT_EIGHTY)),
    Place("Liling", "430281", "hunan", hunan.Liling, figures("600", "4320", "25000", **AT_EIGHTY)),
    Place("Anhua", "430923", "hunan", hunan.Anhua, figures("655", "5003", "25000", **FLAT)),
    Place(
        "Hengyang",
        "430400",
        "hunan",
        hunan.Hengyang,
        figures("701", "5200", "27001", **prices("0.0299", "0.0599", "0.05")),
    ),
    Place(
        "Changsha", "430100", "hunan", hunan.Changsha, figures("750", "9000", "30000", **prices("-0.01", "0.06", "0.1"))
    ),
    Place("Hongjiang", "431281", "hongjiang", hunan.Hongjiang, figures("690", "5401", "24001", **SERVICE)),
    Place("Jiujiang", "360400", "jiangxi", jiangxi.Jiujiang, figures("765", "6180", "25003")),
    Place("Ganzhou", "360700", "jiangxi", jiangxi.Ganzhou, figures("825", "7201", "24000", **AVERAGE)),
    Place("Nanchang", "360100", "jiangxi", jiangxi.Nanchang, figures("935", "11220", "40000", **CHILDREN)),
    Place("Handan", "130400", "hebei", hebei.Hebei, of_hebei("666", "5124", a_head=True)),
    Place("Zhangjiakou", "130700", "hebei", hebei.Zhangjiakou, of_hebei("700", "5500", a_head=False)),
    Place("Tangshan", "130202", "hebei", hebei.Tangshan, of_hebei("770", "7008", a_head=True)),
    Place("Shijiazhuang", "130102", "hebei", hebei.Shijiazhuang, of_hebei("766", "5760", a_head=False)),
)
REGIONS = ("hunan", "jiangxi", "hebei", "hongjiang")


def as_number(name: str, value: Any) -> Any:
    """Give a figure as the oracle reckons: fen a year, hundredths, fractions."""
    match value:
        case (amount, "area"):
            return Fraction(amount) * 100
        case (amount, per):
            return int(Fraction(amount) * (1200 if per == "month" else 100))
        case [*rows]:
            return [(start, int(Fraction(amount) * 1200)) for start, amount in rows]
        case str():
            return Fraction(value)
    return value


def overlay(declared: frozenset[str]) -> str:
    """Write the same figures for the library, as far as it declares them."""
    parts = ['[document.oracle]\ntitle = "甲"\nenglish = "made up for the oracle"\nissuer = "甲"\nlevel = "fixture"\n']
    parts.append('grade = "assumed"\n')
    for place in PLACES:
        for name, value in place.figures.items():
            if name in declared:
                since = FROM.get(name, date(2012, 1, 1))
                head = f'[[{name}]]\ncode = "{place.code}"\nsince = {since}\nuntil = "open"\ndocument = "oracle"\n'
                parts.append(f'{head}grade = "assumed"\n{as_toml(value)}\n')
    return "\n".join(parts)


def as_toml(value: Any) -> str:
    """Write one value."""
    match value:
        case (amount, "area"):
            return f"amount = {amount}"
        case (amount, per):
            return f'amount = {amount}\nper = "{per}"'
        case [*rows]:
            written = ", ".join(f'{{ from = {start}, amount = "{amount}" }}' for start, amount in rows)
            return f'per = "month"\nrows = [{written}]'
        case bool():
            return f"value = {str(value).lower()}"
    return f"value = {value}"
