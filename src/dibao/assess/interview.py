"""Ask for what is missing, best question first, until the household is decided."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dibao.assess.questions import OpenQuestion
from dibao.errors import DibaoError, InputError, Problem
from dibao.household.intake import read_household, to_json_data
from dibao.household.models import BESIDE_FLAGS, Household
from dibao.law.documents import Document
from dibao.law.figure_bands import flat
from dibao.law.figures import FigureDeclaration, FigureRecord, LawData
from dibao.symbols.amounts import HUNDREDTHS, Money, make
from dibao.symbols.units import AREA, FLAG, FLOW, STOCK

if TYPE_CHECKING:
    from dibao.assess.decision import Decision
    from dibao.assess.engine import Engine

UNKNOWN_TEXT = "unknown"
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_STATED = Document(
    id="stated-in-interview",
    title="经办人员询问中提供的数值",
    english="figure stated by the office during an interview",
    issuer="经办机构",
    level="report",
)


class Interview:
    """A short conversation: `question`, `answer(...)`, until there is none left.

    Iterating gives the best question each time; answer it before going on.
    A question that nobody can answer is skipped with `skip()`.
    """

    def __init__(self, engine: Engine, household: Household | Mapping[str, Any], on: date) -> None:
        """Start from what is stated.

        Raises:
            InputError: everything that is wrong with the household.
        """
        if not isinstance(household, Household):
            household = read_household(household, catalogue=engine.catalogue, on=on)
        self._engine, self._on = engine, on
        self.household = household
        self.decision: Decision = engine.assess(household, on)
        self._skipped: set[str] = set()

    def __iter__(self) -> Iterator[OpenQuestion]:
        """Give the best open question until none is left."""
        while (question := self.question) is not None:
            before = self.decision
            yield question
            if self.decision is before and question.path not in self._skipped:
                raise DibaoError(f"{question.path} was asked and not answered; call answer(...) or skip() first")

    @property
    def question(self) -> OpenQuestion | None:
        """Give the open question that settles most; None when there is none left."""
        return next((each for each in self.decision.questions if each.path not in self._skipped), None)

    def skip(self) -> None:
        """Leave the question at hand open and go on with the next."""
        if (question := self.question) is not None:
            self._skipped.add(question.path)

    def answer(self, value: Any) -> Decision:
        """Take the answer to the question at hand and decide again.

        Args:
            value: as it stands in a household's JSON; for a figure an amount
                (`"580"`, `{"amount": "6960", "per": "year"}`), a share or a number.

        Raises:
            InputError: the value does not fit; the question stays.
        """
        question = self.question
        if question is None:
            raise DibaoError("nothing is open any more; read the decision")
        if question.figure is not None:
            declaration = self._engine.figures.declaration(question.path)
            stated = LawData(
                documents={_STATED.id: _STATED},
                records=(_record(declaration, question.figure.code, value, self._on),),
            )
            self._engine = self._engine.with_figures(stated)
        else:
            data = _with_answer(self.household, question, value, self._engine)
            self.household = read_household(data, catalogue=self._engine.catalogue, on=self._on)
        self.decision = self._engine.assess(self.household, self._on)
        return self.decision


def _with_answer(household: Household, question: OpenQuestion, value: Any, engine: Engine) -> dict[str, Any]:
    """Put a value into the household's JSON; what is absent beside it stays unknown."""
    data = to_json_data(household)
    steps = _steps(question)
    target: Any = data
    entity = "household"
    for step in steps[:-1]:
        if isinstance(step, int):
            entity = "member" if target is data.get("members") else "obligor"
        elif target.get(step, UNKNOWN_TEXT) == UNKNOWN_TEXT:
            target[step] = {fact.key: UNKNOWN_TEXT for fact in engine.catalogue.at(entity, step).values()}  # type: ignore[arg-type]
            if step == "findings":
                target[step] = {}
            _keep_unknown(target, step, engine)
        target = target[step]
    target[steps[-1]] = value
    return data


def _steps(question: OpenQuestion) -> list[str | int]:
    """Give the way to an answer's place; the name of a plug-in's fact is one step, dots and all."""
    key = question.fact.key if question.fact is not None else ""
    last = [key] if "." in key and question.path.endswith(f".{key}") else []
    above = question.path.removesuffix(f".{key}") if last else question.path
    return [*(int(index) if index else step for step, index in _STEP.findall(above)), *last]


def _keep_unknown(person: dict[str, Any], place: str, engine: Engine) -> None:
    """Say that what an absent map left unknown stays so once the map is there."""
    if place == "flags":
        for beside in BESIDE_FLAGS:
            person.setdefault(beside, UNKNOWN_TEXT)
    elif place == "incomes" and "transfers_paid" not in person:
        paid = engine.catalogue.at("member", "transfers_paid").values()
        person["transfers_paid"] = {fact.key: UNKNOWN_TEXT for fact in paid}


def _record(declaration: FigureDeclaration, code: str, value: Any, on: date) -> FigureRecord:
    """Give a figure stated in conversation, for the day of the decision only.

    Of a band it is the amount that this household gets.
    """
    amount: Any = value
    per: Any = "month" if declaration.bounded == FLOW else None
    if isinstance(value, Mapping):
        amount, per = value.get("amount"), value.get("per")
    stored, stated = _stored(declaration, _number(declaration, amount), per), str(amount)
    if not declaration.min <= stored <= declaration.max:
        least, most = (_shown(bound, declaration) for bound in (declaration.min, declaration.max))
        raise InputError([Problem(declaration.name, f"is {stated}; expected from {least} to {most}.")])
    whole = stored.numerator if stored.denominator == 1 and declaration.unit.name != "share" else stored
    return FigureRecord(
        name=declaration.name,
        code=code,
        value=flat(stored, stated, declaration.by, per) if declaration.by is not None else whole,
        unit=declaration.unit,
        stated=stated,
        per=per,
        since=on,
        until=on,
        document=_STATED.id,
        grade="assumed",
        file="interview",
    )


def _stored(declaration: FigureDeclaration, number: Fraction, per: Any) -> Fraction:
    """Give a number as figures are kept: fen, a year for flows."""
    if declaration.bounded != FLOW:
        if per is not None:
            raise InputError([Problem(declaration.name, f"is per {per!r}; expected a value without a period.")])
        return number * (HUNDREDTHS if declaration.unit in (STOCK, AREA) else 1)
    build = {"month": Money.monthly, "year": Money.yearly}.get(str(per))
    if build is None:
        raise InputError([Problem(declaration.name, f'is per {per!r}; expected "month" or "year".')])
    return Fraction(build(number).amount)


def _shown(bound: int | Fraction, declaration: FigureDeclaration) -> str:
    """Print a bound as it would be stated; flows are stated a month unless they say so."""
    unit = declaration.bounded
    if unit.is_money or unit == AREA:
        return str(make(bound, unit).text())
    return f"{Decimal(bound.numerator) / bound.denominator}"


def _number(declaration: FigureDeclaration, value: Any) -> Fraction:
    if declaration.unit == FLAG and isinstance(value, bool):
        return Fraction(int(value))
    try:
        if isinstance(value, bool | float):
            raise InvalidOperation
        return Fraction(Decimal(value))
    except (InvalidOperation, TypeError, ValueError) as error:
        sentence = f"is {value!r}; expected a number of {declaration.unit}, as a text or a whole number."
        raise InputError([Problem(declaration.name, sentence)]) from error
