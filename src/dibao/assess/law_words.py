"""Say laws, figures and days as views of the law print them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dibao.assess.words import COMMA, PHRASES, Words, is_whole_fen
from dibao.law.documents import Document
from dibao.law.figures import FigureInForce, FigureRecord
from dibao.law.jurisdictions import Jurisdiction
from dibao.law.questions import Question
from dibao.symbols.units import FLAG, FLOW

INDENT = "  "

LAW_PHRASES: dict[str, tuple[str, str]] = {
    # headings
    "view": ("{place}，{day}有效的规定", "What is in force in {place} on {day}"),
    "layers": ("层级：{places}", "Layers: {places}"),
    "fingerprint": ("指纹：{fingerprint}", "Fingerprint: {fingerprint}"),
    "rules": ("规则", "Rules"),
    "changes": ("代替、修改、废止", "What changes what"),
    "exclusions": ("不能同时享受的项目", "Who may not have what"),
    "figures": ("数值", "Figures"),
    "findings": ("由工作人员认定的事项", "Left to officers"),
    "documents": ("文件及其条文", "Documents and their articles"),
    "cautions": ("超出权限的规定", "Beyond the level's competence"),
    # rules
    "question": ("{number}. {question}（{hook}）", "{number}. {question} ({hook})"),
    "exclusion": ("{who}不享受：{programmes}{cite}，依据等级：{grade}", "{who}: no {programmes}{cite}, grade: {grade}"),
    "no_document": ("（当日有效的文件中未见条文）", " (no document in force that day is known to say so)"),
    "nobody": ("没有规定", "no rule"),
    "provision": ("{title}（{cite}）", "{title} ({cite})"),
    "rule_details": (
        "{id}，{layer}，依据等级：{grade}，{dates}，{place}",
        "{id}, {layer}, grade: {grade}, {dates}, {place}",
    ),
    "behind": ("排在{id}之后", "asked after {id}"),
    "may": ("是否给予由工作人员决定", "an officer decides whether it is granted"),
    "practice": ("超出该级权限，按实际做法适用：{why}", "beyond the level's competence, applied as practice: {why}"),
    "since": ("自{since}起", "from {since} on"),
    "since_until": ("{since}至{until}", "{since} to {until}"),
    "until": ("{until}及以前", "until {until}"),
    "end_unknown": ("自{since}起，终止日未公布", "from {since} on, its end not published"),
    # changes
    "replaces": ("{by}代替{what}", "{by} replaces {what}"),
    "amends": ("{by}修改{what}", "{by} amends {what}"),
    "repeals": ("{by}废止{what}", "{by} ends {what}"),
    "yields": ("{what}让位于{by}", "{what} yields to {by}"),
    # figures
    "value": ("{title}：{value}", "{title}: {value}"),
    "in_force": ("{dated}，{dates}", "{dated}, {dates}"),
    "where_written": ("{name}，{place}", "{name}, {place}"),
    "carried": ("沿用已过期的数值", "carried forward beyond its end"),
    "overlaid": ("本单位自定的数值", "the office's own"),
    "no_value": ("缺少数值", "no value"),
    # articles
    "articles": (
        "{document}：共{total}条，其中由规则计算{rules}条，由工作人员认定{officers}条，程序性{procedure}条，未纳入{outside}条",
        "{document}: {total} articles, {rules} computed by rules, {officers} left to officers, "
        "{procedure} procedural, {outside} out of scope",
    ),
    "no_table": ("{document}：没有条文表", "{document}: no table of articles"),
    # two policies
    "two_days": ("{place}：{before}与{after}相比", "{place}: {before} against {after}"),
    "two_places": ("{before}与{after}相比，{day}", "{before} against {after} on {day}"),
    "two_of_both": ("{before}（{day}）与{after}（{other}）相比", "{before} on {day} against {after} on {other}"),
    "no_difference": (
        "没有差别：规则、数值和由工作人员认定的事项都相同",
        "Nothing differs: rules, figures and what is left to officers are the same",
    ),
    "rules_came": ("新增的规则", "Rules that came"),
    "rules_went": ("不再适用的规则", "Rules that went"),
    "rules_only": ("只适用于{place}的规则", "Rules only in {place}"),
    "findings_came": ("新增的由工作人员认定的事项", "Newly left to officers"),
    "findings_went": ("不再由工作人员认定的事项", "No longer left to officers"),
    "findings_only": ("只在{place}由工作人员认定的事项", "Left to officers only in {place}"),
    "instead": ("代替{id}", "it replaces {id}"),
    "changed": ("有变化的规则", "Rules that changed"),
    "different": ("有差别的规则", "Rules that differ"),
    "differing_figures": ("有差别的数值", "Figures that differ"),
    "from_to": ("{field} {before} → {after}", "{field} {before} → {after}"),
    "arrow": ("{before} → {after}", "{before} → {after}"),
    "arrow_by": ("{before} → {after} ({by})", "{before} → {after} ({by})"),
    "unchanged": ("{value}，数值相同", "{value} in both"),
    "not_read": ("不采用", "not used"),
    "none": ("无", "none"),
    "field_document": ("文件", "document"),
    "field_article": ("条款", "article"),
    "field_title": ("内容", "content"),
    "field_grade": ("依据等级", "grade"),
    "field_layer": ("层级", "layer"),
    "field_figures": ("采用的数值", "figures"),
    "field_behind": ("排在前面的规则", "rule before it"),
    # one figure through time
    "history": ("{place}：{title}（{name}）", "{place}: {title} ({name})"),
    "informs": ("仅供参考，不据此作出决定", "It only informs; no rule decides on it"),
    "periods": ("何时适用哪个数值", "Which value applies when"),
    "unused": ("不适用的数值", "Values that never apply"),
    "gap": ("{dates}：没有已知数值", "{dates}: no value is known"),
    "period": ("{dates}：{value}", "{dates}: {value}"),
    "always": ("任何一天", "on any day"),
    "dated": ("{layer}，{document}，依据等级：{grade}", "{layer}, {document}, grade: {grade}"),
    "doubtful_until": (
        "{grade}（起始日：{start}，{known}起不再影响）",
        "{grade} (its first day: {start}, of no matter from {known} on)",
    ),
}

QUESTIONS: dict[str, str] = {
    "belongs": "谁是共同生活的家庭成员？",
    "left_out": "谁仍不计入家庭成员？",
    "counted_income": "一项收入有多少计入？",
    "category_income": "一类收入扣除成本和支出后还剩多少？",
    "imputed_income": "推定多少劳动收入？",
    "imputed_support": "不共同生活的亲属应当给付多少？",
    "employment_cost": "扣除多少就业成本？",
    "rigid_expenditure": "扣除哪些刚性支出？",
    "standard": "适用哪个保障标准？",
    "additional_need": "标准以外还需要多少？",
    "passes_property_test": "财产是否在限额以内？",
    "benefit": "每月补助多少，补差还是分档？",
    "supplement": "分类施保增发多少？",
    "payable": "补助金额如何取整？",
    "marginal_standard": "收入低于多少是低保边缘家庭？",
    "may_apply_alone": "谁可以单独纳入？",
    "single_person_benefit": "单独纳入的人补助多少？",
    "rigid_expenditure_family": "是否是刚性支出困难家庭？",
    "grace_months": "渐退期有多少个月？",
    "grace_benefit": "渐退期内补助多少？",
    "allowance": "还发放哪些其他补贴？",
    "entitlement": "家庭可以享受哪些服务？",
    "one_off": "一次性给予什么救助？",
    "disability_living_allowance": "困难残疾人生活补贴是多少？",
    "orphan": "谁是孤儿？",
    "unattended_child": "谁是事实无人抚养儿童？",
    "price_linkage": "当月物价是否启动价格补贴？",
    "price_group": "谁属于价格补贴的对象？",
    "cannot_work": "谁无劳动能力？",
    "tekun_income": "认定特困人员时一项收入有多少计入？",
    "owes_support": "家庭成员中谁有供养义务？",
    "cannot_support": "家庭成员中谁无履行义务能力？",
    "obligor_cannot_support": "不共同生活的义务人中谁无履行义务能力？",
    "tekun": "谁是特困人员？",
    "warning_sign": "哪些线索提示家庭可能需要救助？",
}
"""The questions in Chinese; one that is not here is printed as its specification asks it."""


class LawWords(Words):
    """Say what views of the law say, in one language."""

    def __call__(self, phrase: str, **values: object) -> str:
        """Give a phrase with its values put in."""
        both = LAW_PHRASES.get(phrase) or PHRASES[phrase]
        text = both[self.index].format(**values)
        return text[:1].upper() + text[1:] if both[1].startswith("{title}") else text

    def day(self, on: date) -> str:
        """Print a day."""
        return self("day", year=on.year, month=on.month, day=on.day)

    def dates(self, since: date | None, until: date | None) -> str:
        """Print from when to when something holds; None is an open end."""
        if since is None:
            return self("always") if until is None else self("until", until=self.day(until))
        if until is None:
            return self("since", since=self.day(since))
        return self("since_until", since=self.day(since), until=self.day(until))

    def question(self, question: Question) -> str:
        """Give a question in words."""
        return QUESTIONS.get(question.name, question.summary) if self.lang == "zh" else question.summary

    def place(self, place: Jurisdiction) -> str:
        """Name a place by title and code."""
        return self("place", title=self.title(place), code=place.code)

    def number_of(self, document: Document) -> str:
        """Name a document by its number, or by its title for lack of one."""
        return document.number or self("document", title=self.title(document), details="")

    def article(self, document: Document, article: str) -> str:
        """Name an article and its document."""
        return f"{self.number_of(document)} {article}"

    def document(self, document: Document) -> str:
        """Name a document by title, issuer and number."""
        details = self.cited(" ".join(filter(None, (document.issuer, document.number))))
        return self("document", title=self.title(document), details=details)

    def stated_value(self, record: FigureRecord) -> str:
        """Print a value as stated, a year's with its month if whole fen."""
        text = self.plain_value(record)
        if record.unit != FLOW or record.per == "month" or not is_whole_fen(record.quantity):
            return text
        return self("converted", stated=text, amount=self.value(record.quantity))

    def plain_value(self, record: FigureRecord) -> str:
        """Print a value as stated."""
        return self.value(bool(record.value)) if record.unit == FLAG else record.text(self.lang)

    def found_value(self, found: FigureInForce, document: Document | None, layer: Jurisdiction | None) -> str:
        """Print a value in force with its place, document, grade and dates."""
        record = found.record
        grade = self.stated(found.grade)
        if found.start_is_doubtful and not found.carried and record.since_grade is not None:
            start = self.stated(record.since_grade)
            grade = self("doubtful_start", grade=self.stated(record.grade), start=start)
        dated = self(
            "dated",
            layer=self.place(layer) if layer else record.code,
            document=self.document(document) if document else record.document,
            grade=grade,
        )
        details = self("in_force", dated=dated, dates=self.dates(record.since, record.until))
        notes = [self(each) for each in ("carried", "overlaid") if getattr(found, each)]
        return self.listed([self.stated_value(record), details, *notes], COMMA)


def paragraphs(words: LawWords, heading: Iterable[str], sections: Iterable[tuple[str, list[str]]]) -> str:
    """Print a heading and numbered sections; those without lines are left out."""
    parts = [list(heading)]
    for title, lines in sections:
        if lines:
            number = words.number(len(parts))
            parts.append([words("section", number=number, title=title), *(INDENT + line for line in lines)])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"
