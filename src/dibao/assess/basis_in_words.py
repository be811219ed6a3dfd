"""Say what a decision rests on: documents, rules, figures, grades, doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dibao.assess.account import Account
from dibao.assess.tests_in_words import figure_line
from dibao.assess.words import STOP
from dibao.law.figures import FigureRecord
from dibao.law.rules import Rule

INDENT = "  "


def warning_lines(account: Account) -> Iterator[str]:
    """Say what is doubtful about what the decision rests on."""
    yield from account.decision.warnings(account.words.lang)


def basis_lines(account: Account) -> Iterator[str]:
    """Give the grade of the whole, the documents with their rules, and the figures."""
    evidence = account.decision.evidence
    used = dict.fromkeys(each.answer.rule for each in evidence.rules)
    yield _grade_line(account, dict.fromkeys(each.answer.rule for each in evidence.weighing))
    yield from _documents(account, used)
    if evidence.figures:
        yield account.words("figures")
        yield from (INDENT + figure_line(account, each) for each in evidence.figures)
    aside = [rule for rule in account.policy.rules if rule in account.cited and rule not in used]
    if aside:
        yield account.words("aside")
        yield from (INDENT + line for line in _documents(account, aside))


def _grade_line(account: Account, used: Iterable[Rule]) -> str:
    words, decision = account.words, account.decision
    grade = decision.grade
    if grade == "official":
        return words("grade_line", grade=words.stated(grade))
    weak = [f"{words.title(rule)}{account.cite([rule])}" for rule in used if rule.grade == grade]
    weak += [_figure(account, each.record) for each in decision.evidence.figures if each.grade == grade]
    return words("weakest", grade=words.stated(grade), what=words.listed(list(dict.fromkeys(weak)), STOP))


def _figure(account: Account, record: FigureRecord) -> str:
    title = account.words.title(account.policy.declarations[record.name])
    return account.words("of_place", figure=title, place=account.place(record.code))


def _documents(account: Account, rules: Iterable[Rule]) -> Iterator[str]:
    """Give each document once, with its rules below it."""
    by_document: dict[str, list[Rule]] = {}
    for rule in rules:
        by_document.setdefault(rule.regulation.id, []).append(rule)
    words = account.words
    for below in by_document.values():
        yield account.document(below[0].regulation.document)
        for rule in below:
            grade = words.stated(rule.grade)
            yield INDENT + words("rule", article=rule.article, title=words.title(rule), grade=grade)
