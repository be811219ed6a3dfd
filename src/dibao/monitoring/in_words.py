"""Write the signs of a household as a caseworker would note them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dibao.assess.decision import known_language
from dibao.assess.words import LIST, Words
from dibao.monitoring.signs import LIKELIHOODS

if TYPE_CHECKING:
    from dibao.monitoring.signs import Sign
    from dibao.monitoring.watch import Watch

MOST_QUESTIONS = 5
INDENT = "  "
PHRASES: dict[str, tuple[str, str]] = {
    "heading": ("家庭 {id}：{count}项确定的预警信号", "Household {id}: certain signs: {count}"),
    "certain": ("确定的信号", "Certain signs"),
    "possible": ("可能的信号", "Possible signs"),
    "impossible": ("没有的信号", "No sign of"),
    "sign": (
        "{title}（{article}；依据等级：{grade}）：可了解{looks_at}",
        "{title} ({article}; grade: {grade}): look at {looks_at}",
    ),
    "no_sign": ("{title}（{article}）", "{title} ({article})"),
    "more": ("另有{count}项", "{count} more"),
    "next": ("下一步", "What to do next"),
    "visit": ("入户走访，核实情况", "Visit the household and see how things are"),
    "nothing": ("没有确定或可能的信号，不需要走访", "No sign is certain or possible: no visit is called for"),
    "open": (
        "没有确定的信号；请先查明可能的信号所缺的事实",
        "No sign is certain; first find out what the possible ones lack",
    ),
    "limits": ("信号不作任何认定，不发放任何款项", "A sign decides nothing and pays nothing"),
    "no_signs": ("当地当日没有监测规则", "No rule of monitoring is in force there on that day"),
}


def in_words(watch: Watch, lang: str = "zh") -> str:
    """Give the signs by how likely they are, and what is to be done.

    Raises:
        DibaoError: there are no words in that language.
    """
    words = Words(known_language(lang))
    parts = [list(_heading(watch, words))]
    for likelihood in LIKELIHOODS:
        if signs := watch.of(likelihood):
            lines = [INDENT + line for sign in signs for line in _sign_lines(sign, words)]
            parts.append([_section(words, len(parts), likelihood), *lines])
    parts.append([_section(words, len(parts), "next"), *(INDENT + line for line in _next_lines(watch, words))])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _say(words: Words, phrase: str, **values: object) -> str:
    return PHRASES[phrase][words.index].format(**values)


def _section(words: Words, position: int, title: str) -> str:
    return words("section", number=words.number(position), title=_say(words, title))


def _heading(watch: Watch, words: Words) -> Iterator[str]:
    yield _say(words, "heading", id=watch.household.id, count=len(watch.of("certain")))
    places = [words("place", title=words.title(each), code=each.code) for each in watch.policy.jurisdictions]
    day = words("day", year=watch.on.year, month=watch.on.month, day=watch.on.day)
    yield f"{words.listed(places, LIST)}{'；' if words.lang == 'zh' else '; '}{day}"


def _sign_lines(sign: Sign, words: Words) -> Iterator[str]:
    title, article = words.title(sign), sign.articles(words.lang)
    if sign.likelihood == "impossible":
        yield _say(words, "no_sign", title=title, article=article)
        return
    looks_at = sign.looks_at_title if words.lang == "zh" else sign.looks_at_english
    yield _say(words, "sign", title=title, article=article, grade=words.stated(sign.grade), looks_at=looks_at)
    for question in sign.missing[:MOST_QUESTIONS]:
        yield f"- {question.sentence(words.lang)}"
    if len(sign.missing) > MOST_QUESTIONS:
        yield f"- {_say(words, 'more', count=len(sign.missing) - MOST_QUESTIONS)}"


def _next_lines(watch: Watch, words: Words) -> Iterator[str]:
    if not watch.signs:
        yield _say(words, "no_signs")
        return
    without = "open" if watch.of("possible") else "nothing"
    for step in watch.next_steps or (without,):
        yield _say(words, step)
    yield _say(words, "limits")
