"""Settle whether what documents say of each other can be meant.

These checks need no jurisdiction and no day: amending, replacing and repealing.
"""

from collections.abc import Iterable, Iterator, Mapping

from dibao.errors import Problem
from dibao.law.regulation import Regulation
from dibao.law.rules import Repeal, Rule
from dibao.law.stated import suggestion


def amends(later: Regulation, earlier: Regulation, regulations: Mapping[str, Regulation]) -> bool:
    """Tell whether a document amends another, directly or through others."""
    return earlier.id in amended_by(later, regulations)


def amended_by(later: Regulation, regulations: Mapping[str, Regulation]) -> set[str]:
    """Give the ids of the documents that a document amends, directly or through others."""
    waiting, found = list(later.amends), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(regulations[name].amends if name in regulations else ())
    return found


def reference_problems(regulations: Mapping[str, Regulation], rules: Iterable[Rule]) -> Iterator[Problem]:
    """Find what documents and rules say of others that cannot be meant."""
    by_id = {rule.id: rule for rule in rules}
    for regulation in regulations.values():
        for sentence in _amending_problems(regulation, regulations):
            yield Problem(str(regulation.place), sentence)
        for repeal in regulation.repeals:
            if wrong := _repeal_problem(repeal, by_id):
                yield Problem(str(repeal.place), wrong)
    for rule in by_id.values():
        if rule.replaces is not None and (wrong := _replacing_problem(rule, rule.replaces, by_id)):
            yield Problem(str(rule.place), wrong)


def _amending_problems(regulation: Regulation, regulations: Mapping[str, Regulation]) -> Iterator[str]:
    for name in regulation.amends:
        other = regulations.get(name)
        if other is None:
            hint = suggestion(name, {*regulations} - {regulation.id}, "Install its plug-in, or leave the name out.")
            yield f"{regulation.id} amends {name!r}, a document that no loaded plug-in has. {hint}"
        elif other.jurisdiction != regulation.jurisdiction:
            yield (
                f"{regulation.id} of {regulation.jurisdiction} amends {other} of {other.jurisdiction}; only documents "
                "of one jurisdiction amend each other. Replace its rules instead."
            )
    circle = [
        other
        for other in regulations.values()
        if amends(regulation, other, regulations) and amends(other, regulation, regulations)
    ]
    if circle and regulation is circle[0]:
        through = ", ".join(map(str, circle[1:])) or "its own name"
        yield f"{regulation.id} amends itself through {through}. Let only the later one amend."


def _repeal_problem(repeal: Repeal, rules: Mapping[str, Rule]) -> str | None:
    ended = rules.get(repeal.target)
    if ended is None:
        return f"{repeal.regulation.id} repeals {repeal.target!r}, {_unknown(repeal.target, rules)}"
    if ended.regulation is repeal.regulation:
        return f"{repeal.regulation.id} repeals its own {ended}. Give that rule its last day instead."
    if not repeal.validity.meets(ended.validity):
        return f"{repeal.regulation.id} repeals {ended}, which is in force on none of its days ({ended.validity})."
    return None


def _replacing_problem(rule: Rule, target: str, rules: Mapping[str, Rule]) -> str | None:
    replaced = rules.get(target)
    if replaced is None:
        return f"{rule.id} replaces {target!r}, {_unknown(target, rules)}"
    if replaced.hook != rule.hook:
        return (
            f"{rule.id} answers {rule.hook!r} and replaces {replaced}, which answers {replaced.hook!r}. Name another."
        )
    if replaced.regulation is rule.regulation:
        return f"{rule.id} replaces {replaced}, a rule of its own document. Write both into one function, or date them."
    if not rule.validity.meets(replaced.validity):
        return f"{rule.id} replaces {replaced}, which is in force on none of its days ({replaced.validity})."
    return None


def _unknown(target: str, rules: Iterable[str]) -> str:
    return f"a rule that no loaded plug-in has. {suggestion(target, rules, 'Install its plug-in, or leave it out.')}"
