"""The table that says of every article where it went, and its check."""

import re
from pathlib import Path

import pytest
from attrs import frozen

import dibao.law.coverage
from dibao.errors import PluginError, Problem
from dibao.law.coverage import Coverage, CoveredArticle, check, load_coverage
from dibao.law.regulation import Regulation
from dibao.national import plugin
from dibao.national.cn_2018_23 import improvement
from dibao.national.cn_2021_57 import confirmation
from dibao.national.cn_2021_tekun import recognition as tekun
from dibao.national.cn_2022_83 import widening
from dibao.national.cn_2025_rigid import recognition
from dibao.national.cn_2026_law import law

NATIONAL = Path(dibao.law.coverage.__file__).parents[1] / "national" / "coverage.toml"
DIGITS = "〇一二三四五六七八九"


@frozen
class Rule:
    """A rule as far as the check looks at it."""

    id: str
    article: str
    place: str = "doc.py:7"


def module_rules(module):
    texts = (value for value in vars(module).values() if isinstance(value, Regulation))
    return [rule for text in texts for rule in text.rules]


def covered(article: str, *rules: str) -> CoveredArticle:
    return CoveredArticle("doc", article, "rules" if rules else "procedure", "A note.", "说明。", rules)


def table(*articles: CoveredArticle) -> Coverage:
    return Coverage("coverage.toml", articles)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "coverage.toml"
    path.write_text(text, encoding="utf-8")
    return path


def article_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    return f"第{(DIGITS[tens] if tens > 1 else '') + '十' if tens else ''}{DIGITS[ones] if ones else ''}条"


def test_a_table_gives_full_rule_ids(tmp_path):
    path = written(
        tmp_path,
        """
        [[doc]]
        article = "第七条"
        treatment = "rules"
        rules = ["in_prison", "other:declared_missing"]
        findings = ["legal_support_duty"]
        english = "Who is left out."
        chinese = "哪些人不算。"
        """,
    )
    assert load_coverage(path).articles == (
        CoveredArticle(
            "doc",
            "第七条",
            "rules",
            "Who is left out.",
            "哪些人不算。",
            ("doc:in_prison", "other:declared_missing"),
            ("legal_support_duty",),
        ),
    )


def test_all_wrong_entries_are_named_at_once(tmp_path):
    path = written(
        tmp_path,
        """
        table = 3
        [[doc]]
        article = "第一条"
        treatment = "rules"
        english = "A note."
        chinese = " "
        [[doc]]
        article = "第一条"
        treatment = "officer"
        note = "?"
        rules = "gap"
        english = "A note."
        chinese = "说明。"
        [[doc]]
        article = "第二条"
        treatment = "officers"
        english = "A note."
        chinese = "说明。"
        """,
    )
    with pytest.raises(PluginError) as raised:
        load_coverage(path)
    assert [str(problem) for problem in raised.value.problems] == [
        "coverage.toml table is 3; expected a list of articles. Write [[table]] above each.",
        "coverage.toml doc 第一条 has chinese = ' '; expected a text. Write it in our own words.",
        "coverage.toml doc 第一条 has treatment 'rules' and rules []; expected rules exactly with treatment 'rules'.",
        "coverage.toml doc 第一条 has the unknown key 'note'; "
        "expected article, english, chinese, treatment, rules, findings.",
        "coverage.toml doc 第一条 has rules = 'gap'; expected a list of names.",
        "coverage.toml doc 第一条 has treatment = 'officer'; expected one of rules, officers, procedure, outside.",
        "coverage.toml doc 第一条 stands there twice. Join the two entries.",
        "coverage.toml doc 第二条 is left to officers, but names no finding. Name the finding that they make.",
    ]


@pytest.mark.parametrize("content", [b"[[doc", b"\xff\xfe", None])
def test_an_unreadable_table_is_one_sentence(content, tmp_path):
    path = tmp_path / "coverage.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PluginError, match=re.escape(f"{path} is no readable coverage table")):
        load_coverage(path)


def test_a_table_that_fits_its_rules_has_no_problem():
    coverage = table(covered("第七条", "doc:in_prison"), covered("第八条"))
    assert check(coverage, [Rule("doc:in_prison", "第七条")]) == []


def test_a_paragraph_lies_in_its_article():
    assert check(table(covered("第七条", "doc:in_prison")), [Rule("doc:in_prison", "第七条第二款")]) == []


def test_an_article_may_be_implemented_by_another_documents_rule():
    assert check(table(covered("第七条", "later:grace")), [Rule("later:grace", "一（三）")]) == []


def test_an_article_that_names_a_missing_rule_is_a_problem():
    assert check(table(covered("第七条", "doc:in_prison")), []) == [
        Problem(
            "coverage.toml doc 第七条",
            "is implemented by 'doc:in_prison', but no rule has that id. Correct the id, or write the rule.",
        )
    ]


def test_a_rule_whose_article_the_table_lacks_is_a_problem():
    assert check(table(covered("第七条")), [Rule("doc:gap", "第二十三条")]) == [
        Problem(
            "coverage.toml doc",
            "has no entry for 第二十三条, which the rule 'doc:gap' (doc.py:7) cites. "
            "Add the article, or correct the citation.",
        )
    ]


def test_a_rule_that_its_article_does_not_name_is_a_problem():
    assert check(table(covered("第七条")), [Rule("doc:in_prison", "第七条")]) == [
        Problem(
            "coverage.toml doc 第七条",
            "does not name the rule 'doc:in_prison' (doc.py:7), which cites it. Add the name to its rules.",
        )
    ]


def test_rules_of_documents_without_a_table_are_not_judged():
    assert check(table(covered("第七条")), [Rule("hunan-measures-2021:active_conscript", "第七条")]) == []


def test_the_national_table_has_all_articles_in_order():
    coverage = load_coverage(NATIONAL)
    counts = {"cn-2021-57": 42, "cn-2021-tekun": 29, "cn-2025-rigid": 14, "cn-2026-law": 78}
    others = {"cn-2010-54", "cn-2018-23", "cn-2019-62", "cn-2022-83", "cn-2023-39"}
    assert set(coverage.documents) == {*counts, *others}
    for document, last in counts.items():
        articles = [each.article for each in coverage.of(document)]
        assert articles == [article_number(number) for number in range(1, last + 1)]
    sections = {"一": 4, "二": 2, "三": 3, "四": 3, "五": 5}
    assert [each.article for each in coverage.of("cn-2022-83")] == [
        f"{section}（{DIGITS[item]}）" for section, items in sections.items() for item in range(1, items + 1)
    ]


def test_the_table_of_monitoring_has_all_parts_in_order():
    items = {"三": 4, "四": 6, "五": 3}
    parts = [f"{part}（{DIGITS[item]}）" for part, last in items.items() for item in range(1, last + 1)]
    assert [each.article for each in load_coverage(NATIONAL).of("cn-2023-39")] == ["一", "二", *parts]


def test_the_table_of_temporary_assistance_has_all_parts_in_order():
    items = {"二": 5, "三": 4}
    parts = [f"{part}（{DIGITS[item]}）" for part, last in items.items() for item in range(1, last + 1)]
    assert [each.article for each in load_coverage(NATIONAL).of("cn-2018-23")] == ["一", *parts]


def test_the_national_table_fits_the_national_rules():
    rules = [rule for module in plugin.modules for rule in module_rules(module)]
    assert check(load_coverage(NATIONAL), rules) == []


@pytest.mark.parametrize(
    "text", [improvement, confirmation, widening, tekun, recognition, law], ids=lambda text: text.id
)
def test_what_a_text_leaves_to_officers_stands_in_the_table(text):
    coverage = load_coverage(NATIONAL)
    for left in text.findings:
        covered_article = coverage.find(text.id, left.article)
        assert covered_article is not None
        assert left.finding in covered_article.findings
