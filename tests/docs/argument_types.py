"""Write the types of what a rule may read, `dibao.law.entities`: `make docs-reference`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import frozen

import dibao
from dibao.household.facts import BUILT_IN, ENTITIES, Fact
from dibao.national.quantities import QUANTITIES
from dibao.symbols.units import AREA, CHOICE, COUNT, FLAG, FLOW, MONTHS, STOCK, Unit

PATH = Path(dibao.__path__[0]) / "law" / "entities.py"
LONGEST_LINE = 120
HEADING = '''\
"""Name every fact and quantity that a rule may read, each with its type.

Written from the catalogue of facts and the quantities by `make docs-reference`;
change those and never this file. Nothing here is ever made: while a policy is
composed symbols stand in, and in a plain test whatever the test hands over.
"""

from typing import Literal

from dibao.law.groups import Facts, Group, Named
from dibao.symbols.amounts import Area, Money, Months
'''
_TYPES: Mapping[Unit, str] = {
    FLOW: "Money",
    STOCK: "Money",
    MONTHS: "Months",
    AREA: "Area",
    COUNT: "int",
    FLAG: "bool",
}
_SUMMARIES = {
    "member": "A person named in the application.",
    "obligor": "A relative outside the household who owes support.",
    "household": "The household; as a group, the members who count in it.",
}


@frozen
class _Attribute:
    """One attribute of a class: its name, its type and what it is."""

    name: str
    type: str
    meaning: str

    def lines(self) -> Iterator[str]:
        if self.name.isidentifier():
            line = f"    {self.name}: {self.type}"
            if len(line) > LONGEST_LINE:
                line = line.replace("[", "[\n        ").replace("]", "\n    ]")
            yield line
            yield f'    """{self.meaning}."""'


def written() -> str:
    """Give the module as it should be now."""
    parts = [HEADING]
    for entity in ("member", "obligor", "household"):
        assert entity in ENTITIES
        parts += _classes(entity, list(_attributes(entity)))
    return "\n\n".join(parts)


def _attributes(entity: str) -> Iterator[_Attribute]:
    for fact in BUILT_IN.facts:
        if fact.entity == entity:
            yield _Attribute(fact.name, _type(fact), f"Fact, {fact.english} ({fact.title})")
    for each in QUANTITIES:
        if each.entity == entity:
            yield _Attribute(each.name, _TYPES[each.unit], f"Quantity, {each.english} ({each.title})")


def _type(fact: Fact) -> str:
    if fact.unit == CHOICE:
        words = ", ".join(f'"{each}"' for each in fact.values)
        return f"Literal[{words}]"
    return _TYPES[fact.unit]


def _classes(entity: str, attributes: list[_Attribute]) -> Iterator[str]:
    """Give a class for each group of facts, then the entity's own."""
    groups: dict[str, list[_Attribute]] = {}
    for each in attributes:
        group, dot, name = each.name.partition(".")
        if dot:
            groups.setdefault(group, []).append(_Attribute(name, each.type, each.meaning))
    name = entity.capitalize()
    for group, of_group in groups.items():
        summary = f"What stands under `{entity}.{group}`; a plug-in's own by its name in brackets."
        yield _class(_group_class(entity, group), "Named", summary, of_group)
    own = [each for each in attributes if "." not in each.name]
    heads = [
        _Attribute(group, _group_class(entity, group), f"The facts and findings named `{entity}.{group}.…`")
        for group in groups
    ]
    yield _class(name, "Facts, Group[Member]" if entity == "household" else "Facts", _SUMMARIES[entity], own + heads)


def _group_class(entity: str, group: str) -> str:
    if entity == "household" and group == "prior":
        return "Prior"
    return f"{entity.capitalize()}{group.title().replace('_', '')}"


def _class(name: str, bases: str, summary: str, attributes: Iterable[_Attribute]) -> str:
    lines = [f"class {name}({bases}):", f'    """{summary}"""']
    for each in attributes:
        lines += ["", *each.lines()]
    if name == "Household":
        lines += _GROUPS
    return "\n".join(lines) + "\n"


_GROUPS = (
    "",
    "    everyone: Group[Member]",
    '    """All persons named in the application."""',
    "",
    "    obligors: Group[Obligor]",
    '    """The relatives outside the household who owe support."""',
)

if __name__ == "__main__":
    PATH.write_text(written(), encoding="utf-8")
