"""Settle which rules answer which question for one place on one day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from attrs import field, frozen

from dibao.errors import PluginError, Problem, found_by
from dibao.law.competence import overreach
from dibao.law.jurisdictions import Jurisdictions
from dibao.law.questions import Question
from dibao.law.references import amended_by, amends
from dibao.law.registry import LoadedPlugins
from dibao.law.regulation import Regulation
from dibao.law.rules import LeftToOfficer, Repeal, Rule


@frozen
class HookAnswer:
    """The rules that answer one question, in asking order.

    A nearest question has at most one chain, near to far; amending documents
    come first in a layer. Any other question has one chain a name: the rule,
    then those that it stands in front of. `rivals` are rules of one chain and
    one layer that nothing puts in order; they must never both answer.
    """

    question: Question
    names: tuple[tuple[Rule, ...], ...] = ()
    rivals: tuple[tuple[Rule, Rule], ...] = ()

    @property
    def chain(self) -> tuple[Rule, ...]:
        """Give the one chain of a nearest question; empty when nobody answers."""
        return self.names[0] if self.names else ()

    def spoken_for(self, code: str) -> tuple[tuple[Rule, ...], ...]:
        """Give the chains, or with a code what is left of them for its own documents."""
        if not code:
            return self.names
        own = (tuple(rule for rule in chain if rule.jurisdiction == code) for chain in self.names)
        return tuple(chain for chain in own if chain)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Give all rules that are asked, in asking order."""
        return tuple(rule for name in self.names for rule in name)


@frozen
class Caution:
    """Something that was decided all the same, and that a decision warns of."""

    about: Rule | Repeal
    text: str
    english: str


@frozen
class ResolvedLaw:
    """What is in force for a chain of jurisdictions on a day.

    Attributes:
        chain: the codes, the target first, the nation last.
        on: the day.
        answers: the rules of every question, in the order of the test.
        regulations: the documents in force, nearest first.
        findings: what these documents leave to officers.
        cautions: what decisions warn of: answers beyond a level's competence.
        yielded: rules of unknown end, each with the later, higher rule.
        repealed: rules that another document ended, each with its repeal.
    """

    chain: tuple[str, ...]
    on: date
    answers: Mapping[str, HookAnswer]
    regulations: tuple[Regulation, ...]
    findings: tuple[LeftToOfficer, ...]
    cautions: tuple[Caution, ...]
    yielded: tuple[tuple[Rule, Rule], ...]
    repealed: tuple[tuple[Rule, Repeal], ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Give all rules that are asked, question by question."""
        return tuple(rule for answer in self.answers.values() for rule in answer.rules)


def resolve(plugins: LoadedPlugins, chain: Sequence[str], on: date) -> ResolvedLaw:
    """Settle who answers what for a place on a day.

    Args:
        plugins: what `load_plugins` gave.
        chain: the codes from the target up to the nation.
        on: the day.

    Raises:
        PluginError: all conflicts and overreaches, each with both places.
    """
    law, problems = examine(plugins, chain, on)
    if problems:
        raise PluginError(problems)
    return law


def examine(plugins: LoadedPlugins, chain: Sequence[str], on: date) -> tuple[ResolvedLaw, tuple[Problem, ...]]:
    """Settle who answers what as far as that goes, and say what is wrong.

    Args:
        plugins: what `load_plugins` gave.
        chain: the codes from the target up to the nation.
        on: the day.
    """
    resolution = _Resolution(plugins, tuple(chain), on)
    law = resolution.settle()
    return law, tuple(sorted(set(found_by("amendments", resolution.problems)), key=str))


def scope_problems(plugins: LoadedPlugins, jurisdictions: Jurisdictions) -> Iterator[Problem]:
    """Find documents for places that are unknown or not their plug-in's."""
    for plugin in plugins.plugins:
        if plugin.speaks_for not in jurisdictions:
            lost = (
                f"speaks for {plugin.speaks_for}, which nobody declares. Correct it, or add it to jurisdictions.toml."
            )
            yield Problem(plugin.name, lost)
    for regulation in plugins.regulations.values():
        owner, code = plugins.owners[regulation.id], regulation.jurisdiction
        if owner.speaks_for not in jurisdictions:
            continue
        if code not in jurisdictions:
            unknown = f"{regulation.id} speaks for {code}, which nobody declares. Add it to jurisdictions.toml."
            yield Problem(str(regulation.place), unknown)
        elif owner.speaks_for not in (each.code for each in jurisdictions.chain(code)):
            yield _out_of_scope(plugins, regulation)


def _out_of_scope(plugins: LoadedPlugins, regulation: Regulation) -> Problem:
    owner = plugins.owners[regulation.id]
    sentence = (
        f"{regulation.id} speaks for {regulation.jurisdiction}; its plug-in {owner.name} speaks only for "
        f"{owner.speaks_for} and below. Move it to another plug-in."
    )
    return Problem(str(regulation.place), sentence)


def _end_unknown(rule: Rule, later: Rule) -> Caution:
    document, other = rule.regulation, later.regulation
    chinese = (
        f"《{document.title}》{rule.article}（{rule.title}）何时失效未查明；"
        f"《{other.title}》施行后（{later.since}起）是否仍有效，请核实"
    )
    english = (
        f"when {rule.id} ends is not known ({rule.article} of {document.english or document.title}); please make sure "
        f"that it still holds beside {other.english or other.title}, in force from {later.since}"
    )
    return Caution(rule, chinese, english)


@frozen(eq=False)
class _Resolution:
    """One run of `examine`: what it reads, and the problems that it meets."""

    plugins: LoadedPlugins
    chain: tuple[str, ...]
    on: date
    problems: list[Problem] = field(factory=list)
    cautions: list[Caution] = field(factory=list)
    by_id: dict[str, Rule] = field(factory=dict)
    _order: dict[str, tuple[int, int, str]] = field(factory=dict)

    def settle(self) -> ResolvedLaw:
        """Go through the steps; problems are kept, and the law goes on without them."""
        self.by_id.update((rule.id, rule) for rule in self.plugins.rules)
        regulations = self._regulations()
        known = (rule for rule in self.plugins.rules if self.plugins.knows(rule.regulation))
        in_force = [rule for rule in known if rule.jurisdiction in self.chain and rule.in_force(self.on)]
        for rule in in_force:
            self._check_competence(rule, rule.hook, rule.practice)
            self._check_replaced(rule)
        repealed = self._repealed(in_force)
        ended = {rule for rule, _ in repealed}
        valid, yielded = self._yield([rule for rule in in_force if rule not in ended])
        answers = {name: self._answer(question, valid) for name, question in self.plugins.questions.items()}
        return ResolvedLaw(
            chain=self.chain,
            on=self.on,
            answers=MappingProxyType(answers),
            regulations=regulations,
            findings=tuple(each for regulation in regulations for each in regulation.findings),
            cautions=tuple(self.cautions),
            yielded=tuple(yielded),
            repealed=tuple(repealed),
        )

    def _regulations(self) -> tuple[Regulation, ...]:
        chosen = [each for each in self.plugins.regulations.values() if each.jurisdiction in self.chain]
        for regulation in chosen:
            if self.plugins.owners[regulation.id].speaks_for not in self.chain[self._distance(regulation) :]:
                self.problems.append(_out_of_scope(self.plugins, regulation))
        in_force = (each for each in chosen if each.in_force(self.on) and self.plugins.knows(each))
        return tuple(sorted(in_force, key=self._asking_order))

    def _distance(self, regulation: Regulation) -> int:
        return self.chain.index(regulation.jurisdiction)

    def _asking_order(self, regulation: Regulation) -> tuple[int, int, str]:
        known = self._order.get(regulation.id)
        if known is None:
            amended = amended_by(regulation, self.plugins.regulations) & self.plugins.regulations.keys()
            known = self._order[regulation.id] = (self._distance(regulation), -len(amended), regulation.id)
        return known

    def _check_competence(self, statement: Rule | Repeal, hook: str, practice: str | None) -> None:
        sentence = overreach(statement, self.plugins.questions[hook])
        if sentence is None:
            return
        if practice is None:
            advice = 'Remove it, or say practice="why it is applied".'
            self.problems.append(Problem(str(statement.place), f"{sentence}. {advice}", check="competence"))
            return
        document = statement.regulation
        chinese = (
            f"《{document.title}》{statement.article}（{statement.title}）超出该级权限，按实际做法适用：{practice}"
        )
        self.cautions.append(Caution(statement, chinese, f"{sentence}; applied as practice: {practice}"))

    def _check_replaced(self, rule: Rule) -> None:
        if rule.replaces is not None and not self._may_change(rule.regulation, self.by_id[rule.replaces]):
            sentence = f"{rule.id} replaces {self.by_id[rule.replaces]}, {self._why_not(rule.regulation)}"
            self.problems.append(Problem(str(rule.place), sentence))

    def _may_change(self, regulation: Regulation, rule: Rule) -> bool:
        if rule.jurisdiction == regulation.jurisdiction:
            return amends(regulation, rule.regulation, self.plugins.regulations)
        return rule.jurisdiction in self.chain[self._distance(regulation) + 1 :]

    def _why_not(self, regulation: Regulation) -> str:
        return (
            f"which is neither of a document that {regulation.id} amends nor of a layer above "
            f"{regulation.jurisdiction}. Name such a rule, or add amends=(...)."
        )

    def _repealed(self, rules: Iterable[Rule]) -> list[tuple[Rule, Repeal]]:
        found, in_force = [], set(rules)
        for repeal in self.plugins.repeals:
            if repeal.regulation.jurisdiction not in self.chain or self.on not in repeal.validity:
                continue
            if not self.plugins.knows(repeal.regulation):
                continue
            target = self.by_id[repeal.target]
            if not self._may_change(repeal.regulation, target):
                sentence = f"{repeal.regulation.id} repeals {target}, {self._why_not(repeal.regulation)}"
                self.problems.append(Problem(str(repeal.place), sentence))
            elif target in in_force:
                self._check_competence(repeal, target.hook, repeal.practice)
                found.append((target, repeal))
        return found

    def _yield(self, rules: Iterable[Rule]) -> tuple[list[Rule], list[tuple[Rule, Rule]]]:
        valid: list[Rule] = []
        yielded = []
        for rule in sorted(rules, key=lambda rule: self.chain.index(rule.jurisdiction), reverse=True):
            higher = (each for each in valid if each.hook == rule.hook and each.jurisdiction != rule.jurisdiction)
            later = [each for each in higher if each.since > rule.since] if rule.validity.end_unknown else []
            if self.plugins.questions[rule.hook].combined == "programme":
                # Another programme says nothing about this one.
                later = [each for each in later if self._settles(each, rule)]
            settling = next((each for each in later if self._settles(each, rule)), None)
            if settling is not None:
                yielded.append((rule, settling))
                continue
            valid.append(rule)
            if later:
                self.cautions.append(_end_unknown(rule, later[0]))
        return valid, yielded

    def _settles(self, later: Rule, rule: Rule) -> bool:
        """Tell whether a later, higher rule settles what a rule of unknown end answers.

        Where each name is a matter of its own, only the same matter is settled:
        a list that a region may add to goes on beside the nation's.
        """
        same_matter = {rule.name, *(each.name for each in self._behind(rule))}
        return self.plugins.questions[rule.hook].is_chained or later.name in same_matter

    def _answer(self, question: Question, valid: Iterable[Rule]) -> HookAnswer:
        rules = [rule for rule in valid if rule.hook == question.name]
        rules.sort(key=lambda rule: (self._asking_order(rule.regulation), rule.name))
        self._check_names(rules)
        if not rules:
            return HookAnswer(question)
        if question.is_chained:
            return HookAnswer(question, (tuple(rules),), tuple(self._rivals(rules)))
        return HookAnswer(question, tuple(self._names(rules)))

    def _behind(self, rule: Rule) -> Iterator[Rule]:
        """Give the rules a rule stands in front of, those no longer in force, too."""
        seen = {rule}
        while rule.replaces is not None and (rule := self.by_id[rule.replaces]) not in seen:
            seen.add(rule)
            yield rule

    def _check_names(self, rules: Sequence[Rule]) -> None:
        for position, near in enumerate(rules):
            for far in rules[position + 1 :]:
                linked = far in self._behind(near) or near in self._behind(far)
                if near.name == far.name and not linked:
                    amending = "" if near.jurisdiction != far.jurisdiction else f'amends=("{far.regulation.id}",) and '
                    sentence = (
                        f"{near.id} answers {near.hook!r} under the same name as {far}. "
                        f'Write {amending}replaces="{far.id}", or choose another name.'
                    )
                    self.problems.append(Problem(str(near.place), sentence))

    def _names(self, rules: Sequence[Rule]) -> Iterator[tuple[Rule, ...]]:
        valid = set(rules)
        chains = {rule: (rule, *(each for each in self._behind(rule) if each in valid)) for rule in rules}
        front: dict[Rule, Rule] = {}
        for rule, (_, *behind) in chains.items():
            if behind and (other := front.setdefault(behind[0], rule)) is not rule:
                sentence = (
                    f"{rule} and {other} both replace {behind[0]}. Let the nearer or later one replace the other."
                )
                self.problems.append(Problem(str(other.place), sentence))
        heads = (rule for rule in rules if rule not in front)
        return (chains[rule] for rule in sorted(heads, key=lambda rule: rule.id))

    def _rivals(self, rules: Sequence[Rule]) -> Iterator[tuple[Rule, Rule]]:
        known = self.plugins.regulations
        for position, one in enumerate(rules):
            for other in rules[position + 1 :]:
                same_layer = one.jurisdiction == other.jurisdiction
                # One name twice in a layer is refused by itself.
                if same_layer and one.name != other.name and not amends(one.regulation, other.regulation, known):
                    yield one, other
