"""Write the parts of the reference that the code itself states: `make docs-reference`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from inspect import cleandoc
from pathlib import Path

from tests.docs.pages import DOCS

import dibao
from dibao.household.facts import BUILT_IN, ENTITIES, Fact
from dibao.law import hookspecs
from dibao.law.figure_file import load_law_data
from dibao.law.questions import Question, questions_of
from dibao.law.registry import LoadedPlugins, load_plugins
from dibao.national import HOOKSPECS
from dibao.national.quantities import QUANTITIES
from dibao.symbols.units import CHOICE, FLAG

REFERENCE = DOCS / "reference"
_SHOWN = ("Answer", "Asked", "May read", "Open to", "No answer", "Example", "Used by")
_SECTIONS = (*_SHOWN, "Args", "If it raises")


def written(page: Path) -> str:
    """Give a page with its generated parts as they should be now."""
    text = page.read_text(encoding="utf-8")
    for name, part in PARTS[page.name].items():
        start, end = f"<!-- generated: {name} -->", "<!-- end -->"
        before, mark, rest = text.partition(start)
        assert mark and end in rest, f"{page.name} has no place for {name}: {start} and {end}"
        text = f"{before}{start}\n\n{part()}\n\n{end}{rest.partition(end)[2]}"
    return text


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table of Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def facts() -> str:
    """Give every fact that can be stated, by its place in the JSON."""
    parts = []
    for entity in ENTITIES:
        rows = [_fact_row(fact) for fact in BUILT_IN.of(entity)]
        heading = f"### Of {'an' if entity == 'obligor' else 'a'} {entity}"
        parts.append(f"{heading}\n\n{table(_FACT_HEADINGS, rows)}")
    return "\n\n".join(parts)


_FACT_HEADINGS = ("in JSON", "in a rule", "what", "title", "values", "left out of its map")


def _fact_row(fact: Fact) -> Sequence[str]:
    rule = f"`{fact.entity}.{fact.name}`"
    absent = "unknown" if fact.absent == "unknown" else "false" if fact.unit == FLAG else "none"
    return (f"`{fact.path}`", rule, fact.english, fact.title, _values(fact), absent)


def _values(fact: Fact) -> str:
    if fact.unit == FLAG:
        return "true, false"
    if fact.unit == CHOICE:
        return ", ".join(fact.values)
    low, high = (f"{bound:,}".replace(",", " ") for bound in fact.bounds)
    return f"{low} to {high}, {_UNITS.get(fact.unit.name, fact.unit.name)}"


_UNITS = {"money": "yuan", "money a month": "yuan a month", "area": "square metres"}


def figures() -> str:
    """Give every figure that the nation declares."""
    data = load_law_data(Path(dibao.__path__[0]) / "national" / "figures.toml")
    rows = [
        (f"`{each.name}`", each.unit.name, each.english, each.title, "yes" if each.applied else "only informs")
        for each in data.declarations.values()
    ]
    return table(("figure", "unit", "what", "title", "rules may decide on it"), rows)


def quantities() -> str:
    """Give every quantity of the means test, in order."""
    rows = [(f"`{each.path}`", each.unit.name, each.english, each.title) for each in QUANTITIES]
    return table(("quantity", "unit", "what", "title"), rows)


def hooks() -> str:
    """Give every question with what its specification says of it."""
    further = (question for module in HOOKSPECS for question in questions_of(module))
    questions = sorted((*questions_of(hookspecs), *further), key=lambda each: each.number)
    return "\n\n".join(_hook(question) for question in questions)


def _hook(question: Question) -> str:
    prose, *sections = re.split(rf"^({'|'.join(_SECTIONS)}):", question.doc, flags=re.MULTILINE)
    said = {key: " ".join(body.split()) for key, body in zip(sections[::2], sections[1::2], strict=True)}
    summary, _, more = prose.strip().partition("\n")
    arguments = ", ".join(question.arguments)
    lines = [f"### {question.number}. `{question.name}({arguments})`", f"**{summary}**"]
    lines += [cleandoc(more)] if more.strip() else []
    shown = [f"- *{key}*: {said[key]}" for key in _SHOWN if key in said]
    lines += ["\n".join([*shown, f"- *Answered by*: {_users(question.name)}"])]
    return "\n\n".join(lines)


def users(hook: str) -> Sequence[str]:
    """Give the rules of the nation and of the regions that answer a question."""
    return [rule.id for rule in _loaded().rules if rule.hook == hook]


@cache
def _loaded() -> LoadedPlugins:
    return load_plugins(["hebei", "hongjiang", "hunan", "jiangxi"])


def _users(hook: str) -> str:
    found = users(hook)
    if not found:
        return f"no rule yet; {WITHOUT_USER[hook]}"
    named = ", ".join(f"`{each}`" for each in found[:MOST_USERS])
    return f"{named} and {len(found) - MOST_USERS} more" if len(found) > MOST_USERS else named


MOST_USERS = 4
WITHOUT_USER = {
    "imputed_income": "no source gives a region's amount.",
    "imputed_support": "no source gives a region's formula. `dibao.strategies` has ready ones.",
    "additional_need": "no Chinese document adds any.",
}
"""Questions that no shipped rule answers, and why they are asked all the same."""


PARTS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "household.md": {"facts": facts},
    "figures.md": {"figures": figures},
    "hooks.md": {"quantities": quantities, "hooks": hooks},
}

if __name__ == "__main__":
    for each in PARTS:
        (REFERENCE / each).write_text(written(REFERENCE / each), encoding="utf-8")
