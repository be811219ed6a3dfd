"""Find which rule had the word on what, for the words of an explanation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dibao.assess.symbolic import Answer
from dibao.assess.words import STOP, Lang, Words
from dibao.household.sources import settled
from dibao.household.stated import UNKNOWN
from dibao.law.documents import Document
from dibao.law.figures import FigureInForce, MissingFigure
from dibao.law.regulation import Regulation
from dibao.law.rules import Rule
from dibao.symbols.amounts import make
from dibao.symbols.nodes import Node
from dibao.symbols.reduction import plain
from dibao.symbols.units import FLAG

if TYPE_CHECKING:
    from dibao.assess.decision import Decision
    from dibao.assess.ladder import Reason


@frozen
class Ruling:
    """What a rule, with those that it changes, says; the value None is open."""

    rules: tuple[Rule, ...]
    value: Any
    answer: Answer


class Account:
    """A decision read back: values, who said what, and what has been cited."""

    def __init__(self, decision: Decision, lang: Lang) -> None:
        """Read a decision in one language."""
        self.decision, self.words = decision, Words(lang)
        self.policy, self.household = decision.policy, settled(decision.household)
        self.cited: dict[Rule, None] = {}
        self._answers = {(each.rule, each.step, each.detail): each for each in self.policy.composed.answers}

    # -- values --------------------------------------------------------------------------------------
    @property
    def people(self) -> range:
        """Give the positions of the members."""
        return range(len(self.household.members))

    @property
    def obligors(self) -> Sequence[Any]:
        """Give the obligors that are known."""
        return () if self.household.obligors is UNKNOWN else self.household.obligors

    def quantity(self, path: str, person: int = 0) -> Any:
        """Give a quantity; None while it is open."""
        return self.decision.quantity(path, person)

    def title_of(self, path: str) -> str:
        """Give the title of a quantity, without the remark after a comma."""
        return self.words.title(self.policy.composed.steps[path].quantity).partition(", ")[0]

    def value(self, node: Node, person: int = 0) -> Any:
        """Give what a node is for this household; None while it is open."""
        value = self.decision.value(node, person)
        if isinstance(value, Node):
            return None
        stored = plain(value, node.unit, node.den)
        return stored if node.unit == FLAG or isinstance(stored, str) else make(stored, node.unit)

    # -- who said so -----------------------------------------------------------------------------------
    def rulings(self, hook: str, step: str, person: int = 0, detail: str = "") -> list[Ruling]:
        """Give what each name says on a question; a rule that may not be asked is left out."""
        answer = self.policy.law.answers.get(hook)
        found = (self._ruling(chain, step, person, detail) for chain in (answer.names if answer else ()))
        return [each for each in found if each is not None]

    def _ruling(self, chain: Iterable[Rule], step: str, person: int, detail: str) -> Ruling | None:
        known = (self._answers.get((rule, step, detail)) for rule in chain)
        reached = [each for each in known if each is not None and self.value(each.answered, person) is not False]
        if not reached:
            return None
        return Ruling(tuple(each.rule for each in reached), self.value(reached[0].value, person), reached[0])

    def rules_on(self, hook: str, *steps: str | None) -> tuple[Rule, ...]:
        """Give the rules that had the word on a question, in one of some steps or else in any."""
        answers = [each for each in self._answers.values() if each.rule.hook == hook]
        chosen = [each for each in answers if each.step in steps] or answers
        return tuple(dict.fromkeys(each.rule for each in chosen if self._is_reached(each)))

    def rules_at(self, step: str) -> tuple[Rule, ...]:
        """Give the rules that had the word in one step, whatever was asked."""
        answers = [each for each in self._answers.values() if each.step == step]
        return tuple(dict.fromkeys(each.rule for each in answers if self._is_reached(each)))

    def rulings_at(self, reason: Reason) -> list[Ruling]:
        """Give what each name says in a test that has no two sides."""
        asked = (each.detail for each in self._answers.values() if _is_asked_by(reason, each))
        return self.rulings(reason.hook, reason.holds, detail=next(asked, ""))

    def sides(self, ruling: Ruling) -> tuple[Any, Any] | None:
        """Give the two values that a rule compares, if that is all it does."""
        node = ruling.answer.value
        shown = (node.args[0] if node.op == "not" else node).shown
        return None if shown is None else (self.value(shown[1]), self.value(shown[2]))

    def _is_reached(self, answer: Answer) -> bool:
        people = range(len(self.obligors)) if answer.answered.scope == "obligor" else self.people
        return any(self.value(answer.answered, person) is True for person in people)

    def readers(self, op: str, data: tuple[Any, ...]) -> tuple[Rule, ...]:
        """Give the rules whose answers read a fact or a figure."""
        found: dict[Rule, None] = {}
        for each in self._answers.values():
            if each.answered.constant != 0 and any(
                leaf.op == op and leaf.data == data for node in (each.value, each.answered) for leaf in leaves(node)
            ):
                found[each.rule] = None
        return tuple(found)

    # -- citing ------------------------------------------------------------------------------------------
    def article(self, rule: Rule) -> str:
        """Name document and article of a rule, and keep that it was cited."""
        self.cited[rule] = None
        return f"{self._number(rule.regulation)} {rule.article}"

    def finding_article(self, key: str) -> str:
        """Name the articles that leave a finding to officers."""
        left = (each for each in self.policy.law.findings if each.finding == key)
        articles = (f"{self._number(each.regulation)} {each.article}" for each in left)
        return self.words.listed(list(dict.fromkeys(articles)), STOP)

    def _number(self, regulation: Regulation) -> str:
        return regulation.number or self.words.title(regulation)

    def cite(self, rules: Iterable[Rule]) -> str:
        """Name documents and articles of rules, in brackets."""
        articles = dict.fromkeys(self.article(rule) for rule in rules)
        return self.words.cited(self.words.listed(list(articles), STOP))

    def why(self, rules: Iterable[Rule]) -> str:
        """Say what rules settle, each with document and article."""
        said = [f"{self.words.title(rule)}{self.cite([rule])}" for rule in rules]
        return self.words.listed(said, STOP)

    def document(self, document: Document) -> str:
        """Name a document: title, issuer and number."""
        title = self.words.title(document)
        details = self.words.cited(" ".join(filter(None, (document.issuer, document.number))))
        return self.words("document", title=title, details=details)

    def place(self, code: str) -> str:
        """Name a jurisdiction by title and code."""
        known = {each.code: self.words.title(each) for each in self.policy.jurisdictions}
        return self.words("place", title=known[code], code=code) if code in known else code

    # -- figures -------------------------------------------------------------------------------------------
    def figures_behind(self, node: Node, person: int) -> Iterator[FigureInForce | MissingFigure]:
        """Give the figures that a value comes from, not through other quantities."""
        for leaf in self._chosen_leaves(node, person):
            if leaf.op == "figure":
                yield self.policy.composed.figures[leaf.data[-1]]

    def _chosen_leaves(self, node: Node, person: int) -> Iterator[Node]:
        if node.op == "ite":
            holds = self.value(node.args[0], person)
            arms = node.args[1:] if holds is None else (node.args[1 if holds else 2],)
            for arm in arms:
                yield from self._chosen_leaves(arm, person)
        elif not node.args:
            yield node
        elif node.op != "named":
            for arg in node.args:
                yield from self._chosen_leaves(arg, person)


def leaves(node: Node) -> Iterator[Node]:
    """Give the facts and figures below a node, not those of other quantities."""
    if not node.args:
        yield node
    elif node.op != "named":
        for arg in node.args:
            yield from leaves(arg)


def _is_asked_by(reason: Reason, answer: Answer) -> bool:
    return answer.rule.hook == reason.hook and answer.step == reason.holds
