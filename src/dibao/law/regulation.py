"""Settle how one document becomes rules: the class that plug-in authors write with."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from inspect import Parameter, signature
from types import FunctionType
from typing import Any, TypeVar

import pluggy

from dibao.law import stated
from dibao.law.documents import GRADES, LEVELS, Document, Grade, Level
from dibao.law.questions import PROJECT
from dibao.law.rules import LeftToOfficer, Place, Repeal, Rule, calling_frame
from dibao.law.stated import Day, refuse, wrong_article, wrong_choice, wrong_reference, wrong_text

_Function = TypeVar("_Function", bound=Callable[..., Any])
_marker = pluggy.HookimplMarker(PROJECT)


class Regulation:
    """One document of one jurisdiction, turned into rules.

    Attributes:
        id: the short name by which rules, figures and messages refer to it.
        jurisdiction: the six-digit code for which the document speaks.
        module: the name of the module that states it.
        validity: the days on which its rules are in force unless they say otherwise.
        amends: the ids of documents of the same jurisdiction that it changes.
        rules: the rules registered so far, in the order of the file.
        repeals: the rules of other documents that it ends.
        findings: what it leaves to officers.
    """

    def __init__(
        self,
        id: str,
        *,
        title: str,
        issuer: str,
        jurisdiction: str,
        since: Day,
        grade: Grade,
        english: str = "",
        number: str | None = None,
        until: Day | None = None,
        level: Level = "measure",
        amends: Iterable[str] = (),
        known: Day | None = None,
        until_grade: Grade | None = None,
    ) -> None:
        """State the document that the rules of a module rest on.

        Args:
            id: lower-case letters, digits and hyphens, unique among all plug-ins.
            title: the Chinese title.
            issuer: who issued it.
            jurisdiction: the six-digit code for which it speaks.
            since: the first day in force, as a year, a month or a day.
            grade: how sure the text is.
            english: the title in English.
            number: the number under which it was issued.
            until: the last day in force, or `"unknown"` when nobody published it.
            level: what kind of document it is.
            amends: ids of documents of the same jurisdiction that it changes.
            known: the first day on which it could be known.
            until_grade: how sure the last day is, when that is less than the document.
        """
        frame = calling_frame(__file__)
        self.place = place = Place.of_frame(frame)
        self.module: str = frame.f_globals.get("__name__", "")
        self.id, self.title, self.issuer, self.english, self.number = id, title, issuer, english, number
        self.jurisdiction, self.level, self.grade = jurisdiction, level, grade
        self.amends = (amends,) if isinstance(amends, str) else tuple(amends)
        self.rules: list[Rule] = []
        self.repeals: list[Repeal] = []
        self.findings: list[LeftToOfficer] = []
        refuse(
            place,
            str(id),
            wrong_text("id", id, 'lower-case letters, digits, hyphens: "cn-2021-57"', "[a-z0-9]+(-[a-z0-9]+)*"),
            wrong_text("jurisdiction", jurisdiction, 'six digits, such as "431281"', "[0-9]{6}"),
            wrong_text("title", title, "the Chinese title of the document"),
            wrong_text("issuer", issuer, "who issued the document"),
            wrong_choice("grade", grade, GRADES),
            wrong_choice("level", level, LEVELS),
        )
        self.validity = stated.validity(place, id, since, until, None, until_grade)
        self.known = None if known is None else stated.day(place, id, "known", known, last=True)

    def __repr__(self) -> str:
        """Give the id and the dates."""
        return f"Regulation({self.id!r}, {self.validity})"

    def __str__(self) -> str:
        """Name the document and its place as messages print them."""
        return f"{self.id} ({self.place})"

    @property
    def document(self) -> Document:
        """Give what decisions and figures cite when they rest on this text."""
        return Document(
            id=self.id,
            title=self.title,
            english=self.english,
            issuer=self.issuer,
            level=self.level,
            number=self.number or "",
            grade=self.grade,
            place=str(self.place),
        )

    def in_force(self, on: date) -> bool:
        """Tell whether the document is in force on a day."""
        return on in self.validity

    def article(
        self,
        article: str,
        *,
        title: str,
        answers: str | None = None,
        english: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        replaces: str | None = None,
        may: bool = False,
        grade: Grade | None = None,
        practice: str | None = None,
        warning: Mapping[str, str] | tuple[str, str] | None = None,
        counts_again: str | None = None,
        until_grade: Grade | None = None,
        no_public_notice: bool = False,
        looks_at: str | None = None,
    ) -> Callable[[_Function], _Function]:
        """Register a function as the rule that an article states.

        The function stays as it is and can be called in a plain test.

        Args:
            article: where the document says so.
            title: what the rule settles, in Chinese.
            answers: the question; by default the name of the function.
            english: what the rule settles, in English; by default its docstring's first line.
            since: the first day, when it is not the document's.
            until: the last day, when it is not the document's.
            replaces: `"document-id:rule"` that this rule stands in front of.
            may: the document permits and an officer grants.
            grade: how sure this rule is, when it is not the document's grade.
            practice: why it is applied though its level may not answer the question.
            warning: what to say, in Chinese and English, when the rule was used.
            counts_again: why an expense that another rule takes into account counts here once more.
            until_grade: how sure the last day is, when that is less than the document.
            no_public_notice: what this programme gives is never announced where the family lives.
            looks_at: the programme that a sign of monitoring points to.
        """

        def register(function: _Function) -> _Function:
            place = self._checked_place(function)
            refuse(
                place,
                self.id,
                wrong_article(article),
                wrong_text("title", title, "what the rule settles, in Chinese"),
                wrong_reference("replaces", replaces) if replaces is not None else None,
                wrong_choice("grade", grade, GRADES) if grade is not None else None,
                wrong_text("counts_again", counts_again, "why") if counts_again is not None else None,
            )
            rule = Rule(
                regulation=self,
                name=function.__name__,
                hook=answers or function.__name__,
                function=function,
                article=article,
                title=title,
                english=english or (function.__doc__ or "").strip().partition("\n")[0],
                validity=stated.validity(place, self.id, since, until, self.validity, until_grade),
                grade=grade or self.grade,
                arguments=tuple(signature(function).parameters),
                place=place,
                replaces=replaces,
                may=may,
                practice=practice,
                warning=stated.both_languages(place, self.id, warning),
                counts_again=counts_again,
                no_public_notice=no_public_notice,
                looks_at=looks_at,
            )
            self.rules.append(rule)
            function.dibao_rule = rule  # type: ignore[attr-defined]
            return _marker(function, specname=rule.hook)

        return register

    def repeal(
        self,
        target: str,
        *,
        article: str,
        title: str,
        english: str = "",
        since: Day | None = None,
        until: Day | None = None,
        practice: str | None = None,
    ) -> None:
        """End a rule of a document that this one amends, or of a farther layer.

        Args:
            target: `"document-id:rule"` that ends.
            article: where this document says so.
            title: what ends, in Chinese.
            english: what ends, in English.
            since: the first day on which the rule is ended, when it is not the document's.
            until: the last day, when it is not the document's.
            practice: why it is applied though this level may not answer the question.
        """
        place = Place.of_frame(calling_frame(__file__))
        refuse(place, self.id, wrong_reference("repeal", target), wrong_article(article))
        validity = stated.validity(place, self.id, since, until, self.validity)
        self.repeals.append(Repeal(self, target, article, title, english, validity, place, practice))

    def left_to_officer(self, article: str, *, finding: str, title: str, english: str = "") -> None:
        """Say that an article leaves a matter to an officer's finding.

        Args:
            article: where the document says so.
            finding: the name of the finding in the fact catalogue.
            title: what is found, in Chinese.
            english: what is found, in English.
        """
        place = Place.of_frame(calling_frame(__file__))
        refuse(place, self.id, wrong_article(article), wrong_text("finding", finding, "the name of a finding"))
        self.findings.append(LeftToOfficer(self, article, finding, title, english, self.validity, place))

    def _checked_place(self, function: Callable[..., Any]) -> Place:
        if not isinstance(function, FunctionType):
            place = Place.of_frame(calling_frame(__file__))
            refuse(place, self.id, f"cites an article on {function!r}. Put it on a plain def.")
        place, name = Place.of_code(function.__code__), function.__name__
        if other := next((rule for rule in self.rules if rule.name == name), None):
            refuse(place, self.id, f"has a second rule {name!r}; the first is {other.place}. Give one another name.")
        if other := getattr(function, "dibao_rule", None):
            refuse(place, self.id, f"uses {name!r} again, which is {other} already. One function answers one question.")
        odd = [each for each in signature(function).parameters.values() if not _is_plain(each)]
        if odd:
            refuse(place, self.id, f"has {name!r} with the argument {str(odd[0])!r}; expected plain names only.")
        return place


def _is_plain(parameter: Parameter) -> bool:
    return parameter.kind is Parameter.POSITIONAL_OR_KEYWORD and parameter.default is Parameter.empty
