"""Turn what is unknown into questions that an officer can answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from dibao.household.facts import Fact
from dibao.household.stated import UNKNOWN
from dibao.law.figures import MissingFigure
from dibao.symbols.nodes import HOUSEHOLD, Node

if TYPE_CHECKING:
    from dibao.assess.policy import Policy
    from dibao.household.models import Household

Kind = Literal["fact", "finding", "figure"]
_ENTITY_LISTS = {"member": "members", "obligor": "obligors"}

RELATIVES = "$.obligors"
ASKED_WHOLE = {
    "prior": ("此前享受的救助", "what was received before"),
    "disability": ("残疾证上的类别和等级", "certified disability"),
    "father": ("父亲不能抚养的情形", "what keeps the father from care"),
    "mother": ("母亲不能抚养的情形", "what keeps the mother from care"),
}
"""Facts that stand together: where all are unknown one question asks for all."""


@frozen
class OpenQuestion:
    """One thing to state, to find or to supply before the outcome is settled.

    `path` is the place in the household's JSON, or the figure's name; `person`
    the id of the member or obligor it is about; `article` names the document
    and article that leave it to an officer.
    """

    kind: Kind
    path: str
    title: str
    english: str
    person: str | None = None
    article: str | None = None
    fact: Fact | None = None
    figure: MissingFigure | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether all facts that stand together are asked for at once."""
        if self.fact is None or self.path == RELATIVES:
            return self.fact is not None
        return self.fact.place in ASKED_WHOLE and self.path.endswith(f".{self.fact.place}")

    def sentence(self, lang: Literal["zh", "en"] = "en") -> str:
        """Ask it in one sentence, naming the article or the place to add it."""
        if self.figure is not None:
            return self.figure.sentence(lang)
        if lang == "zh":
            who = f"（{self.person}）" if self.person else ""
            basis = f"，依据{self.article}由经办人员认定" if self.article else ""
            basis += "（没有则填 null）" if self.is_whole else ""
            return f"请填写{self.path}{who}：{self.title}{basis}"
        who = f" of {self.person}" if self.person else ""
        basis = f", an officer's finding under {self.article}" if self.article else ""
        basis += ", null for none" if self.is_whole else ""
        return f"{self.path}{who}: {self.english}{basis}"


def question_of(leaf: Node, policy: Policy, household: Household) -> OpenQuestion:
    """Give the question behind one unknown leaf of the policy."""
    if leaf.op == "figure":
        return _figure_question(leaf.data[0], policy)
    entity, name, person = leaf.data
    fact = policy.catalogue.fact(entity, name)
    subject: Any = household
    start, who = "$", None
    if entity == "obligor" and household.obligors is UNKNOWN:
        titles = ("不共同生活的赡养、抚养、扶养义务人", "relatives who live apart and owe support")
        return OpenQuestion("fact", RELATIVES, *titles, None, None, fact)
    if entity != HOUSEHOLD:
        subject = (household.members if entity == "member" else household.relatives)[person]
        start, who = f"$.{_ENTITY_LISTS[entity]}[{person}]", subject.id
    path = f"{start}.{fact.path}"
    whole = ASKED_WHOLE.get(fact.place)
    if whole and getattr(subject, fact.place) is UNKNOWN:
        return OpenQuestion("fact", f"{start}.{fact.place}", *whole, who, None, fact)
    if fact.place != "findings":
        return OpenQuestion("fact", path, fact.title, fact.english, who, None, fact)
    return OpenQuestion("finding", path, fact.title, fact.english, who, _basis(fact.key, policy), fact)


def _figure_question(name: str, policy: Policy) -> OpenQuestion:
    missing = policy.composed.figures[name]
    declared = policy.look_up(name)
    assert isinstance(missing, MissingFigure) and isinstance(declared, MissingFigure)
    declaration = missing.declaration
    return OpenQuestion("figure", name, declaration.title, declaration.english, figure=missing)


def _basis(finding: str, policy: Policy) -> str | None:
    for left in policy.law.findings:
        if left.finding == finding:
            return f"{left.regulation.number or left.regulation.title} {left.article}"
    return None
