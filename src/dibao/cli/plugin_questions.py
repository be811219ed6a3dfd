"""Settle what an author of a plug-in is asked, one question after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import click
from attrs import evolve

from dibao.authoring import answers as asked
from dibao.authoring.answers import Document, Placed, Standard
from dibao.law.documents import GRADES, LEVELS, Grade, Level
from dibao.law.jurisdictions import NATION, Jurisdictions

Check = Callable[[str], str | None]


def ask(question: str, wrong: Check, default: str | None = None) -> str:
    """Ask until nothing is wrong with the answer."""

    def checked(text: str) -> str:
        if sentence := wrong(text):
            raise click.BadParameter(f"the answer {sentence}")
        return text

    return click.prompt(question, default=default, value_proc=checked, err=True)


def places(
    known: Jurisdictions,
    code: str | None,
    chinese: str | None,
    english: str | None,
    within: Sequence[tuple[str, str, str]],
) -> tuple[Placed, Sequence[Placed]]:
    """Settle the place and those above it that nobody declares."""
    code = code or ask("行政区划代码 Six-digit code of the place", asked.wrong_code)
    same = known.get(code) if code in known else None
    title = chinese or (same.title if same else ask(f"{code} 的中文名称 Its Chinese name", asked.wrong_chinese))
    name = english or (same.english if same else ask(f"{code} 的英文名称 Its English name", asked.wrong_english))
    if same is not None and same.parent is not None and not within:
        return Placed(code, title, name, same.parent), ()
    parents = [Placed(*each) for each in within]
    above = next((each for each in _codes_above(code) if each in known), NATION)
    if not parents and above == NATION and not code.endswith("0000"):
        province = f"{code[:2]}0000"
        names = (f"{province} 的中文名称 Chinese name of the province", f"{province} 的英文名称 English name")
        parents = [Placed(province, ask(names[0], asked.wrong_chinese), ask(names[1], asked.wrong_english))]
    chain = [each.code for each in parents]
    nearest = next((each for each in _codes_above(chain[-1]) if each in known), NATION) if chain else above
    up = [*chain, nearest]
    placed = [Placed(each.code, each.title, each.english, parent) for each, parent in zip(parents, up[1:], strict=True)]
    return Placed(code, title, name, up[0]), placed


def _codes_above(code: str) -> Sequence[str]:
    """Give the codes of the prefecture and the province that the digits name."""
    return [each for each in (f"{code[:4]}00", f"{code[:2]}0000") if each != code]


def ask_documents() -> Sequence[Document]:
    """Ask for documents until there is no other."""
    found: list[Document] = []
    while not found or click.confirm("还有其他文件吗？Is there another document?", default=False, err=True):
        found.append(
            Document(
                id=ask("文件代号 Short id of the document, such as yongzhou-2023", asked.wrong_document_id),
                title=ask("文件标题 Its Chinese title", asked.wrong_chinese),
                english=ask("英文标题 Its title in English", asked.wrong_english),
                issuer=ask("发布机关 Who issued it, in Chinese", asked.wrong_chinese),
                since=ask("从何时起执行 In force since: a year, a month or a day", asked.wrong_day),
            )
        )
    return found


def complete_document(
    document: Document,
    article: str | None,
    until: str | None,
    grade: Grade | None,
    level: Level | None,
    *,
    is_asked: bool,
) -> Document:
    """Complete the document with the standards; what is not asked has its default."""

    def settled(given: str | None, question: str, default: str, wrong: Check) -> str:
        return given or (ask(question, wrong, default) if is_asked else default)

    return evolve(
        document,
        article=settled(article, "标准在哪一条 Article with the standards", document.article, lambda _: None),
        until=settled(until, "标准的最后一天 Last day of the standards, or open", document.since[:4], _wrong_last_day),
        grade=cast(Grade, settled(grade, "依据等级 How it is known", document.grade, asked.one_of(GRADES))),
        level=cast(Level, settled(level, "文件类型 What kind it is", document.level, asked.one_of(LEVELS))),
    )


def _wrong_last_day(day: str) -> str | None:
    return None if day == asked.OPEN else asked.wrong_day(day, last=True)


def ask_standards() -> Sequence[Standard]:
    """Ask for the standards that the first document states, if any."""
    found = []
    for area in asked.AREAS:
        chinese = "城市" if area == "urban" else "农村"
        question = f"{chinese}低保标准（元），没有就直接回车 The {area} standard in yuan, empty if it states none"
        if amount := ask(question, lambda text: asked.wrong_amount(text) if text else None, ""):
            per = ask("每月还是每年 A month or a year", asked.one_of(asked.PERIODS), "month")
            found.append(Standard(area, amount, per))  # type: ignore[arg-type]  # one of the two
    return found
