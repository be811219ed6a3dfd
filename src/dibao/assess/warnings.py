"""Say what is doubtful about what a decision rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dibao.assess.symbolic import Answer
from dibao.household.stated import UNKNOWN
from dibao.law.jurisdictions import NATION
from dibao.law.rules import cited_articles
from dibao.symbols.nodes import Node

if TYPE_CHECKING:
    from dibao.assess.decision import Decision, Lang
    from dibao.assess.ladder import StoodInFor, Warned


def warnings(decision: Decision, lang: Lang) -> tuple[str, ...]:
    """Give what figures, rules, levels of competence and the ladder warn of."""
    policy, evidence = decision.policy, decision.evidence
    texts = [each.warning(lang) for each in evidence.figures]
    used = [each.answer.rule for each in evidence.rules]
    worded = [each.answer for each in evidence.rules if each.answer.rule.warning]
    texts += [each.rule.warning[lang == "en"] for each in worded if each.rule.warning and not _passes(decision, each)]
    cautions = (each for each in policy.law.cautions if each.about in used)
    texts += [each.text if lang == "zh" else each.english for each in cautions]
    texts += [_in_words(decision, each, lang) for each in policy.ladder.warnings if decision.quantity(each.holds)]
    stood = policy.ladder.stood_in_for
    if stood is not None and _differs(decision, stood):
        texts.append(stood.title if lang == "zh" else stood.english)
    return tuple(dict.fromkeys(text for text in texts if text))


def _passes(decision: Decision, answer: Answer) -> bool:
    """Tell whether a rule is one of several tests, and passed: then it needs no warning."""
    combined = decision.policy.questions[answer.rule.hook].combined
    return combined == "all" and decision.value(answer.value) == 1


def _in_words(decision: Decision, warned: Warned, lang: Lang) -> str:
    """Give a warning's text; one document that goes beyond another is named with it."""
    text = warned.title if lang == "zh" else warned.english
    if not warned.beyond:
        return text
    national = [rule for rule in decision.policy.law.answers[warned.beyond].rules if rule.jurisdiction == NATION]
    near, far = decision.articles_of(warned.beyond, lang), cited_articles(national[:1], lang)
    return f"{text}（{near}；{far}）" if lang == "zh" else f"{text} ({near}; {far})"


def _differs(decision: Decision, stood: StoodInFor) -> bool:
    """Tell whether an officer found otherwise than the limits that stand in for the finding."""
    found = decision.household.findings.get(stood.finding, UNKNOWN)
    limits = [decision.value(node) for node in _limits(decision, stood)]
    if found is UNKNOWN or not limits or any(isinstance(each, Node) for each in limits):
        return False
    return bool(found) != all(limits)


def _limits(decision: Decision, stood: StoodInFor) -> Iterator[Node]:
    policy = decision.policy
    answers = [each for each in policy.composed.answers if each.rule.hook == stood.hook]
    replacing = {each.rule.regulation for each in answers if each.rule.replaces}
    for each in answers:
        if each.rule.regulation in replacing and each.detail == policy.ladder.main_programme:
            yield each.value
