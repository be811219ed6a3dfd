"""Say of every article of a document where it went, and check it."""

import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, Protocol, get_args

from attrs import field, frozen

from dibao.errors import PluginError, Problem
from dibao.law.stated import suggestion
from dibao.law.toml_tables import header_lines

Treatment = Literal["rules", "officers", "procedure", "outside"]
TREATMENTS: tuple[Treatment, ...] = get_args(Treatment)
_TEXTS = ("article", "english", "chinese")
_LISTS = ("rules", "findings")
_KEYS = (*_TEXTS, "treatment", *_LISTS)


class CitedRule(Protocol):
    """What the check needs of a rule: its id and the article it cites."""

    @property
    def id(self) -> str:
        """Give the document's id and the rule's name, "cn-2021-57:gap"."""

    @property
    def article(self) -> str:
        """Give the article, which may go on to a paragraph or an item."""

    @property
    def place(self) -> object:
        """Give the file and line of the rule."""


@frozen
class CoveredArticle:
    """Where one article of a document went.

    `treatment` is "rules" (the engine computes it), "officers" (a finding
    settles it), "procedure" (it changes no decision) or "outside" (it could
    change one, and the engine does not know it). `rules` are full rule ids.
    """

    document: str
    article: str
    treatment: Treatment
    english: str
    chinese: str
    rules: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    place: str = field(default="", eq=False)


@frozen
class Coverage:
    """The articles of one or more documents, in the order of the file."""

    source: str
    articles: tuple[CoveredArticle, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """Give the ids of the documents that have a table, in order."""
        return tuple(dict.fromkeys(each.document for each in self.articles))

    def of(self, document: str) -> tuple[CoveredArticle, ...]:
        """Give the articles of one document, none if it has no table."""
        return tuple(each for each in self.articles if each.document == document)

    def find(self, document: str, cited: str) -> CoveredArticle | None:
        """Give the article that a citation names or lies in."""
        return next((each for each in self.of(document) if cited.startswith(each.article)), None)


def load_coverage(path: Path, label: str | None = None) -> Coverage:
    """Read a coverage table, one list of articles for each document.

    Args:
        path: the file.
        label: its name in messages, such as "dibao_hunan/coverage.toml".

    Raises:
        PluginError: the file cannot be read, or its entries are wrong; all of them are named.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = (
            f"is no readable coverage table ({error}); expected UTF-8 TOML with [[document-id]] above each article."
        )
        raise PluginError([Problem(str(path), message)]) from error
    source, lines = label or path.name, header_lines(text)
    problems = list(_problems(data, source))
    if problems:
        raise PluginError(problems, str(path))
    entries = []
    for document, table in data.items():
        found = lines.get(document, [])
        places = [f"{source}:{line}" for line in found] if len(found) == len(table) else [""] * len(table)
        entries += [_structured(document, *each) for each in zip(table, places, strict=True)]
    return Coverage(source, tuple(entries))


def check(coverage: Coverage, rules: Iterable[CitedRule]) -> list[Problem]:
    """Compare the table with the rules that there are.

    Rules of documents without a table are not judged: each plug-in has its own.

    Returns:
        One problem for each rule id that no rule has, for each rule whose article
        the table lacks, and for each rule that its own article does not name.
    """
    by_id = {rule.id: rule for rule in rules}
    problems = [
        _entry_problem(
            coverage,
            each,
            f"is implemented by {rule_id!r}, but no rule has that id. "
            f"{suggestion(rule_id, by_id, 'Correct the id, or write the rule.')}",
        )
        for each in coverage.articles
        for rule_id in each.rules
        if rule_id not in by_id
    ]
    for rule in by_id.values():
        document = rule.id.partition(":")[0]
        if document in coverage.documents:
            problems.extend(_missing(coverage, document, rule, by_id))
    return problems


def _is_misspelt(rule_id: str, entry: CoveredArticle, known: Container[str]) -> bool:
    """Tell whether an entry names a rule that is not there and means this one."""
    return any(get_close_matches(each, [rule_id]) for each in entry.rules if each not in known)


def _missing(coverage: Coverage, document: str, rule: CitedRule, known: Container[str]) -> Iterator[Problem]:
    covered = coverage.find(document, rule.article)
    if covered is None:
        message = f"has no entry for {rule.article}, which the rule {rule.id!r} ({rule.place}) cites. "
        first = coverage.of(document)[0].place
        place, subject = (first, f"{document} ") if first else (_place(coverage.source, document), "")
        yield Problem(place, f"{subject}{message}Add the article, or correct the citation.")
    elif rule.id not in covered.rules and not _is_misspelt(rule.id, covered, known):
        message = f"does not name the rule {rule.id!r} ({rule.place}), which cites it. Add the name to its rules."
        yield _entry_problem(coverage, covered, message)


def _entry_problem(coverage: Coverage, entry: CoveredArticle, message: str) -> Problem:
    if not entry.place:
        return Problem(_place(coverage.source, entry.document, entry.article), message)
    return Problem(entry.place, f"{entry.document} {entry.article} {message}")


def _place(source: str, document: str, article: str = "") -> str:
    return f"{source} {document} {article}".rstrip()


def _structured(document: str, entry: Mapping[str, Any], place: str) -> CoveredArticle:
    ids = tuple(name if ":" in name else f"{document}:{name}" for name in entry.get("rules", ()))
    texts = {name: entry[name] for name in (*_TEXTS, "treatment")}
    findings = tuple(entry.get("findings", ()))
    return CoveredArticle(document, rules=ids, findings=findings, place=place, **texts)


def _problems(data: Mapping[str, Any], source: str) -> Iterator[Problem]:
    for document, table in data.items():
        if not (isinstance(table, list) and all(isinstance(entry, dict) for entry in table)):
            message = f"is {table!r:.40}; expected a list of articles. Write [[{document}]] above each."
            yield Problem(_place(source, document), message)
            continue
        seen: set[object] = set()
        for number, entry in enumerate(table, start=1):
            article = str(entry.get("article", f"entry {number}"))
            messages = list(_entry_problems(entry))
            if article in seen:
                messages.append("stands there twice. Join the two entries.")
            seen.add(article)
            yield from (Problem(_place(source, document, article), message) for message in messages)


def _entry_problems(entry: Mapping[str, Any]) -> Iterator[str]:
    unknown = [name for name in entry if name not in _KEYS]
    if unknown:
        yield f"has the unknown key {unknown[0]!r}; expected {', '.join(_KEYS)}."
    for name in _TEXTS:
        if not (isinstance(entry.get(name), str) and entry[name].strip()):
            yield f"has {name} = {entry.get(name)!r}; expected a text. Write it in our own words."
    for name in _LISTS:
        texts = entry.get(name, [])
        if not (isinstance(texts, list) and all(isinstance(each, str) for each in texts)):
            yield f"has {name} = {texts!r}; expected a list of names."
    treatment = entry.get("treatment")
    if treatment not in TREATMENTS:
        yield f"has treatment = {treatment!r}; expected one of {', '.join(TREATMENTS)}."
    elif (treatment == "rules") != bool(entry.get("rules")):
        rules = entry.get("rules", [])
        yield f"has treatment {treatment!r} and rules {rules!r}; expected rules exactly with treatment 'rules'."
    elif treatment == "officers" and not entry.get("findings"):
        yield "is left to officers, but names no finding. Name the finding that they make."
