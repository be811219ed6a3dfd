"""Settle what is printed of a decision when only some programmes are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dibao.assess.account import Account
from dibao.assess.awards import PaidAward
from dibao.assess.decision import Decision, Lang
from dibao.assess.explain import INDENT, day_text
from dibao.assess.outcome_in_words import alone_line, award_line, question_lines
from dibao.assess.words import LIST
from dibao.errors import InputError, Problem
from dibao.household.facts import nearest

NOT_GIVEN = ("{title}：不给予", "{title}: not given")
ALONE = "single_person_benefit"
"""The question of the programme that a person must ask for, so that who may is said beside it."""
NARROWED = ("awards", "entitlements")
"""Keys of a decision whose entries are of one programme each."""


def check_programmes(decision: Decision, names: Sequence[str]) -> None:
    """Refuse a name that is no programme where and when the decision is made.

    Raises:
        InputError: naming each such name, with the nearest programme.
    """
    known = [each.programme for each in decision.policy.composed.awards]
    problems = [Problem("", _refusal(decision, name, known)) for name in names if name not in known]
    if problems:
        raise InputError(problems)


def narrowed_data(decision: Decision, names: Sequence[str]) -> dict[str, Any]:
    """Give a decision as JSON data with what some programmes give, and their names.

    All else is of the whole decision, the sums included.
    """
    data: dict[str, Any] = {}
    for key, value in decision.to_json().items():
        if key == NARROWED[0]:
            data["programmes"] = list(dict.fromkeys(names))
        data[key] = [each for each in value if each["programme"] in names] if key in NARROWED else value
    return data


def narrowed_text(decision: Decision, names: Sequence[str], lang: Lang) -> str:
    """Say the status, what some programmes give and by which rules, and what is open."""
    account = Account(decision, lang)
    parts = [list(_heading(account))]
    for title, lines in (("result", _result(account, names)), ("questions", question_lines(account))):
        body = [INDENT + line for line in lines]
        if body:
            number = account.words.number(len(parts))
            parts.append([account.words("section", number=number, title=account.words(title)), *body])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _heading(account: Account) -> Iterator[str]:
    words, decision = account.words, account.decision
    yield words("household", id=account.household.id, outcome=words.title(decision.standing))
    places = words.listed([account.place(each.code) for each in account.policy.jurisdictions], LIST)
    stated = words.stated(str(account.household.raw_values["area"] or "area_unknown"))
    yield words("where", places=places, day=day_text(words, decision.on), area=stated)


def _result(account: Account, names: Sequence[str]) -> Iterator[str]:
    """Give a line an award, in the order of the programmes, or that there is none."""
    words = account.words
    given: Sequence[PaidAward] = (*account.decision.awards, *account.decision.entitlements)
    for award in account.policy.composed.awards:
        if award.programme not in names:
            continue
        of_this = [each for each in given if each.programme == award.programme]
        yield from (award_line(account, each) for each in of_this)
        if not of_this:
            line = NOT_GIVEN[words.index].format(title=words.title(award))
            yield line[:1].upper() + line[1:]
        if award.hook == ALONE:
            may = account.decision.may_apply_alone.values()
            yield from (alone_line(account, person) for person, each in enumerate(may) if each)


def _refusal(decision: Decision, name: str, known: Sequence[str]) -> str:
    near = nearest(name, known)
    hint = f"did you mean {near!r}?" if near else f"there are {', '.join(known)}"
    where = f"{decision.policy.code} on {decision.on}"
    return f"{name[:60]!r} is no programme for {where}; {hint}"
