"""Settle which rules are there, and that each one answers a question that is asked."""

from collections.abc import Iterable, Iterator, Mapping
from types import FunctionType, MappingProxyType, ModuleType

import pluggy
from attrs import evolve, frozen

from dibao.errors import PluginError, Problem, found_by
from dibao.law import hookspecs, quantities
from dibao.law.jurisdictions import NATION
from dibao.law.plugins import Installed, Plugin, find_plugins
from dibao.law.quantities import Quantity
from dibao.law.questions import PROJECT, Question, questions_of
from dibao.law.references import reference_problems
from dibao.law.regulation import Regulation
from dibao.law.rules import LeftToOfficer, Repeal, Rule
from dibao.law.stated import suggestion


@frozen
class LoadedPlugins:
    """Everything that the loaded plug-ins say, in an order of its own.

    Nothing here depends on the order in which plug-ins were loaded. Nothing
    may be decided for the places of a plug-in that is set aside. The documents of
    `not_known` are there, and in force for nobody: they could not be known yet.
    """

    plugins: tuple[Plugin, ...]
    questions: Mapping[str, Question]
    quantities: tuple[Quantity, ...]
    regulations: Mapping[str, Regulation]
    owners: Mapping[str, Plugin]
    rules: tuple[Rule, ...]
    set_aside: tuple[Installed, ...] = ()
    not_known: frozenset[str] = frozenset()

    def knows(self, regulation: Regulation) -> bool:
        """Tell whether a document could be known."""
        return regulation.id not in self.not_known

    @property
    def repeals(self) -> tuple[Repeal, ...]:
        """Give what all documents repeal, by document."""
        return tuple(repeal for each in self.regulations.values() for repeal in each.repeals)

    @property
    def findings(self) -> tuple[LeftToOfficer, ...]:
        """Give what all documents leave to officers, by document."""
        return tuple(finding for each in self.regulations.values() for finding in each.findings)

    def owner(self, rule: Rule) -> Plugin:
        """Give the plug-in that a rule came with."""
        return self.owners[rule.regulation.id]


def load_plugins(wanted: Iterable[str | Plugin] | None = None) -> LoadedPlugins:
    """Load the built-in plug-in and the wanted ones, and check their rules.

    Args:
        wanted: names of entry points, or plug-ins themselves; all installed when `None`.

    Raises:
        PluginError: everything that is wrong with any of them.
    """
    found = find_plugins(wanted)
    return evolve(gather(found.plugins, built_in=found.plugins[0]), set_aside=found.set_aside)


def gather(plugins: Iterable[Plugin], built_in: Plugin | None = None) -> LoadedPlugins:
    """Register the rules of some plug-ins, and check them.

    Args:
        plugins: in any order.
        built_in: the only one that may speak for the nation; any may when `None`.

    Raises:
        PluginError: everything that is wrong with any of them.
    """
    ordered = tuple(sorted(plugins, key=lambda each: each.name))
    problems = list(found_by("loads", _plugin_problems(ordered, built_in)))
    specifications = (hookspecs, *(module for plugin in ordered for module in plugin.hookspecs))
    questions, clashes = _questions(specifications)
    problems += found_by("questions", clashes)
    for plugin in ordered:
        for module in plugin.modules:
            problems += found_by("questions", _rule_problems(plugin, module, questions))
    regulations, owners, more = _regulations(ordered)
    problems += found_by("documents", more)
    if not problems:
        rules = _registered(ordered, specifications)
        problems += found_by("questions", _lost_rules(regulations, rules))
        problems += found_by("amendments", reference_problems(regulations, rules))
    if problems:
        raise PluginError(sorted(problems, key=str))
    return LoadedPlugins(ordered, questions, _quantities(specifications), regulations, owners, rules)


def _plugin_problems(plugins: tuple[Plugin, ...], built_in: Plugin | None) -> Iterator[Problem]:
    seen: dict[str, Plugin] = {}
    homes: dict[int, Plugin] = {}
    for plugin in plugins:
        if plugin.name in seen:
            both = " and ".join(
                each.speaks_for + (f" (package {each.package})" if each.package else "")
                for each in (seen[plugin.name], plugin)
            )
            yield Problem("", f"two plug-ins are called {plugin.name!r}, for {both}. Rename one.")
        seen[plugin.name] = plugin
        if built_in is not None and plugin.speaks_for == NATION and plugin is not built_in:
            nation = f"speaks for {NATION}, which belongs to {built_in.name}. Name a province or below."
            yield Problem(plugin.name, nation)
        for module in plugin.modules:
            home = homes.setdefault(id(module), plugin)
            if home is not plugin:
                yield Problem(plugin.name, f"lists the module {module.__name__}, as {home.name} does. Keep it in one.")


def _questions(modules: Iterable[ModuleType]) -> tuple[Mapping[str, Question], list[Problem]]:
    found: dict[str, Question] = {}
    problems = []
    asked = {each for module in modules for each in questions_of(module)}
    for each in sorted(asked, key=lambda each: (each.number, each.module)):
        first = found.setdefault(each.name, each)
        if first is not each:
            problems.append(Problem(each.module, f"asks {each.name!r}, which {first.module} asks, too. Rename one."))
    return MappingProxyType(found), problems


def _quantities(modules: Iterable[ModuleType]) -> tuple[Quantity, ...]:
    declared = [getattr(module, "QUANTITIES", ()) for module in (quantities, *modules)]
    # A ladder states the whole order, with the kernel's quantities where they come.
    whole_first = sorted(declared, key=len, reverse=True)
    return tuple(dict.fromkeys(each for several in whole_first for each in several))


def _rule_problems(plugin: Plugin, module: ModuleType, questions: Mapping[str, Question]) -> Iterator[Problem]:
    for name, rule in _rules_of(module):
        place = str(rule.place)
        value = vars(module)[name]
        if value is not rule.function:
            wrapped = (
                f"{plugin.name} wraps {rule.id} after citing its article. Put article(...) above other decorators."
            )
            yield Problem(place, wrapped)
        elif value.__globals__ is not vars(module):
            yield Problem(
                place,
                f"{rule.id} is imported into {module.__name__} ({plugin.name}), where it would answer "
                "again. Import a plain function, or leave it in its own module.",
            )
        elif (question := questions.get(rule.hook)) is None:
            hint = suggestion(rule.hook, questions, f"The questions are: {', '.join(questions)}.")
            yield Problem(place, f"{plugin.name} answers {rule.hook!r}, which is never asked. {hint}")
        else:
            for argument in rule.arguments:
                if argument not in question.arguments:
                    hint = suggestion(argument, question.arguments, f"It has: {', '.join(question.arguments)}.")
                    sentence = f"{plugin.name}: {rule.id} names {argument!r}, which {rule.hook!r} does not have. {hint}"
                    yield Problem(place, sentence)


def _rules_of(module: ModuleType) -> Iterator[tuple[str, Rule]]:
    for name, value in sorted(vars(module).items()):
        rule = getattr(value, "dibao_rule", None) if isinstance(value, FunctionType) else None
        if isinstance(rule, Rule):
            yield name, rule


def _regulations(
    plugins: tuple[Plugin, ...],
) -> tuple[Mapping[str, Regulation], Mapping[str, Plugin], list[Problem]]:
    found: dict[str, Regulation] = {}
    owners: dict[str, Plugin] = {}
    problems = []
    for plugin, regulation in ((owner, each) for owner in plugins for each in _regulations_of(owner)):
        first = found.setdefault(regulation.id, regulation)
        owner = owners.setdefault(regulation.id, plugin)
        if first is not regulation:
            twice = (
                f"{plugin.name} has a document {regulation.id!r}; {owner.name} has one at {first.place}. Rename one."
            )
            problems.append(Problem(str(regulation.place), twice))
        elif owner is not plugin:
            both = f"{regulation.id} has rules in {owner.name} and in {plugin.name}. Keep a document in one plug-in."
            problems.append(Problem(str(regulation.place), both))
    ordered = {name: found[name] for name in sorted(found)}
    return MappingProxyType(ordered), MappingProxyType(owners), problems


def _regulations_of(plugin: Plugin) -> Iterable[Regulation]:
    with_rules = [rule.regulation for module in plugin.modules for _, rule in _rules_of(module)]
    stated = [
        value
        for module in plugin.modules
        for value in vars(module).values()
        if isinstance(value, Regulation) and value.module == module.__name__
    ]
    return dict.fromkeys((*with_rules, *stated))


def _registered(plugins: tuple[Plugin, ...], specifications: Iterable[ModuleType]) -> tuple[Rule, ...]:
    manager = pluggy.PluginManager(PROJECT)
    for module in specifications:
        manager.add_hookspecs(module)
    for module in (module for plugin in plugins for module in plugin.modules):
        manager.register(module, name=f"{module.__name__} at {id(module)}")
    manager.check_pending()
    callers = (getattr(manager.hook, name) for name in vars(manager.hook))
    answers = {answer.function.dibao_rule for caller in callers for answer in caller.get_hookimpls()}
    return tuple(sorted(answers, key=lambda rule: rule.id))


def _lost_rules(regulations: Mapping[str, Regulation], rules: Iterable[Rule]) -> Iterator[Problem]:
    heard = set(rules)
    for rule in (rule for each in regulations.values() for rule in each.rules):
        if rule not in heard:
            lost = f"{rule.id} would never be asked. Keep it at the top of a module that its plug-in lists."
            yield Problem(str(rule.place), lost)
