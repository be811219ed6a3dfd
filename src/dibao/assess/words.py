"""Keep every phrase of an explanation, Chinese and English side by side."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, Protocol

from dibao.symbols.amounts import FEN_A_YUAN, Area, Money, Months
from dibao.symbols.units import FLOW, MONTHS_A_YEAR

Lang = Literal["zh", "en"]

PHRASES: dict[str, tuple[str, str]] = {
    # heading
    "household": ("家庭 {id}：{outcome}", "Household {id}: {outcome}"),
    "where": ("{places}；{day}；{area}", "{places}; {day}; {area}"),
    "place": ("{title}（{code}）", "{title} ({code})"),
    "day": ("{year}年{month}月{day}日", "{year}-{month:02d}-{day:02d}"),
    "month": ("{year}年{month}月", "{year}-{month:02d}"),
    "section": ("{number}、{title}", "{number}. {title}"),
    # sections
    "people": ("共同生活的家庭成员", "Who counts"),
    "income": ("家庭收入", "Income"),
    "standards": ("保障标准", "Standard"),
    "tests": ("逐项认定", "Tests"),
    "result": ("结果", "Result"),
    "questions": ("尚待查明的事项", "What is still open"),
    "warnings": ("提示", "Warnings"),
    "basis": ("依据", "What it rests on"),
    "changes": ("什么会改变结果", "What would change the outcome"),
    "discrepancies": ("申报与核对不一致的事项", "Where sources differ"),
    # people
    "person": ("{id}（{about}）", "{id} ({about})"),
    "age": ("{years}周岁", "aged {years}"),
    "counts": ("{person}：计入。{why}", "{person} counts: {why}"),
    "not_counted": ("{person}：不计入。{why}", "{person} does not count: {why}"),
    "not_family": ("{person}：不属于共同生活的家庭成员{cite}", "{person} is not of the co-living family{cite}"),
    "counts_open": ("{person}：是否计入尚不能确定。{why}", "{person}: whether they count is still open: {why}"),
    # income
    "item": ("{id}：{title} {amount}，{verdict}", "{id}: {title} {amount}, {verdict}"),
    "all_counts": ("计入", "counts"),
    "none_counts": ("不计入：{why}", "does not count: {why}"),
    "part_counts": ("其中{part}计入：{why}", "of which {part} counts: {why}"),
    "item_open": ("是否计入尚不能确定：{why}", "whether it counts is still open: {why}"),
    "owner_left_out": ("不计入：本人不计入家庭人口", "does not count: this person does not count"),
    "owner_open": ("本人是否计入家庭人口尚不能确定", "whether this person counts is still open"),
    "no_income": ("{ids}：没有收入", "{ids}: no income"),
    "income_unknown": ("{id}：收入未填写", "{id}: income not stated"),
    "items_unknown": ("{id}：{titles}未填写", "{id}: {titles} not stated"),
    "comes_off": ("{who}{title}，扣除{amount}{cite}", "{who}{title}: {amount} comes off{cite}"),
    "is_added": ("{who}{title}，增加{amount}{cite}", "{who}{title}: {amount} is added{cite}"),
    "off_open": ("{who}{title}，扣除多少尚不能确定{cite}", "{who}{title}: what comes off is still open{cite}"),
    "added_open": ("{who}{title}，增加多少尚不能确定{cite}", "{who}{title}: what is added is still open{cite}"),
    "of": ("{id}：", "{id}: "),
    "line": ("{title}：{value}", "{title}: {value}"),
    "cited_line": ("{title}：{value}{cite}", "{title}: {value}{cite}"),
    # standard
    "each": ("每人{amount}：{why}", "{amount} for each person: {why}"),
    "own_standard": ("{id}：{amount}：{why}", "{id}: {amount}: {why}"),
    "figure": (
        "{title}：{stated}，{place}，{document}，依据等级：{grade}",
        "{title}: {stated}, {place}, {document}, grade: {grade}",
    ),
    "converted": ("{stated}（合{amount}）", "{stated} (that is {amount})"),
    "doubtful_start": ("{grade}（起始日：{start}）", "{grade} (its first day: {start})"),
    "figure_missing": ("{title}（{name}）：缺少数值", "{title} ({name}): no value"),
    # tests
    "test": ("{title}：{holds}{cite}", "{title}: {holds}{cite}"),
    "compared": ("{title}：{left} {sign} {right}，{holds}{cite}", "{title}: {left} {sign} {right}, {holds}{cite}"),
    "compared_open": (
        "{title}：{left}与{right}比较，尚不能确定{cite}",
        "{title}: {left} against {right}, still open{cite}",
    ),
    "unknown_side": ("未知数额", "an unknown amount"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "open": ("尚不能确定", "still open"),
    "unregulated": ("（现行规定未涉及）", " (no rule in force speaks of it)"),
    # result
    "award": (
        "{title}：{amount}，自{month}起，{to}。{why}",
        "{title}: {amount}, from {month}, {to}. {why}",
    ),
    "all_destitute": ("特困人员，不再享受低保", "supported as destitute, and therefore not on dibao"),
    "destitute": ("{id}：特困人员。{why}", "{id}: destitute. {why}"),
    "destitute_open": ("{id}：是否特困人员尚不能确定。{why}", "{id}: whether destitute is still open. {why}"),
    "award_once": ("{title}：一次性{amount}，{to}。{why}", "{title}: {amount} once, {to}. {why}"),
    "service": ("{title}：可以享受。{why}", "{title}: there is a claim. {why}"),
    "service_open": ("{title}：尚不能确定。{why}", "{title}: still open. {why}"),
    "not_public": ("（不公示）", " (not announced)"),
    "to_household": ("发给家庭", "to the household"),
    "to_member": ("发给{id}", "to {id}"),
    "rounded": ("{exact}按{rule}为{paid}", "{exact} becomes {paid}: {rule}"),
    "total": ("合计：{amount}", "In all: {amount}"),
    "nothing_paid": ("不发放救助金", "nothing is paid"),
    "possible": ("可能的结果：{statuses}", "It can still be: {statuses}"),
    "months_used": (
        "{title}：已用{used}，共给予{given}，{holds}{cite}",
        "{title}: {used} used of {given} given, {holds}{cite}",
    ),
    "at_least": ("每月合计不少于{low}，上限取决于尚未认定的金额", "In all {low} or more; how much more is still open"),
    "between": ("每月合计在{low}与{high}之间", "In all between {low} and {high}"),
    "alone": ("{id}可以单独申请：{why}", "{id} may apply alone: {why}"),
    "alone_open": ("{ids}能否单独申请尚不能确定", "Whether {ids} may apply alone is still open"),
    "asked_by": ("（{cite}）", " (read by {cite})"),
    # where sources differ
    "discrepancy": ("{who}{title}：{sources}；采用{used}；{effect}", "{who}{title}: {sources}; used: {used}; {effect}"),
    "source_says": ("{source}{value}", "{source} {value}"),
    "source_unknown": ("不详", "unknown"),
    "declared": ("申报", "declared"),
    "register": ("核对", "register"),
    "officer": ("认定", "officer"),
    "changes_outcome": ("按申报结果不同", "as declared the outcome would be another one"),
    "keeps_outcome": ("按申报结果相同", "as declared the outcome would be the same"),
    "nothing_declared": ("没有申报可比", "nothing was declared"),
    "outcome_not_compared": ("按申报结果是否不同尚不能确定", "whether the outcome would differ as declared is open"),
    "as_declared": ("全部按申报：{outcome}", "With all as declared: {outcome}"),
    "as_declared_same": ("全部按申报：结果相同", "With all as declared: the same outcome"),
    # basis
    "grade_line": ("整个结论的依据等级：{grade}", "Grade of the whole: {grade}"),
    "weakest": ("整个结论的依据等级：{grade}。依据最弱的是：{what}", "Grade of the whole: {grade}. Weakest: {what}"),
    "of_place": ("{figure}，{place}", "{figure}, {place}"),
    "document": ("《{title}》{details}", "{title}{details}"),
    "rule": ("{article} {title}：{grade}", "{article} {title}: {grade}"),
    "figures": ("采用的数值：", "Figures:"),
    "aside": ("另有引用，不影响结果：", "Also cited, without bearing on the outcome:"),
    # what would change the outcome
    "rise": (
        "{title}增加{distance}、达到{line}或以上：{outcome}",
        "{title} rises by {distance} to {line} or more: {outcome}",
    ),
    "fall": (
        "{title}须低于{line}，即至少减少{distance}；减到{at}时：{outcome}",
        "{title} would have to be below {line}, that is at least {distance} less; at {at}: {outcome}",
    ),
    "below": ("{title}低于{line}：{outcome}", "{title} below {line}: {outcome}"),
    "from": ("{title}达到{line}或以上：{outcome}", "{title} of {line} or more: {outcome}"),
    "from_to": ("{title}达到{line}、低于{next}：{outcome}", "{title} of {line} or more and below {next}: {outcome}"),
    "each_yuan": (
        "在达到{line}之前，{title}每增加{more}，补助减少{less}",
        "Up to {line}, every {more} more of {title} lowers what is paid by {less}",
    ),
    "next_yuan": ("{title}增加{more}，补助减少{less}", "{more} more of {title} lowers what is paid by {less}"),
    "if_found": ("如“{title}”为{answer}{apart}{cite}：{outcome}", "If “{title}” were {answer}{apart}{cite}: {outcome}"),
    "if_answered": (
        "如“{title}”为{answer}{apart}{cite}：{outcome}",
        "If “{title}” is {answer}{apart}{cite}: {outcome}",
    ),
    "apart": ("，相差{amount}", ", {amount} away"),
    "and_if": ("如“{title}”为{answer}{cite}，同时：", "If “{title}” were {answer}{cite} and also:"),
    "nothing_else": (
        "单独改变收入或某一项认定，结果都不变",
        "No change of income alone, or of one finding alone, changes the outcome",
    ),
    "more_needed": ("答复上述事项后才能说明", "This can be said once the open points are answered"),
    "outcome_pays": ("{status}，{awards}", "{status}; {awards}"),
    "ends": ("{outcome}，停发{titles}", "{outcome}; {titles} ends"),
    "end": ("{outcome}，停发{titles}", "{outcome}; {titles} end"),
    "outcome_award": ("{award}{amount}", "{award} {amount}"),
    "outcome_award_to": ("{award}{amount}（{id}）", "{award} {amount} ({id})"),
}

STATED: dict[str, tuple[str, str]] = {
    "urban": ("城市", "urban"),
    "rural": ("农村", "rural"),
    "applicant": ("申请人", "applicant"),
    "spouse": ("配偶", "spouse"),
    "child": ("子女", "child"),
    "parent": ("父母", "parent"),
    "sibling": ("兄弟姐妹", "sibling"),
    "grandparent": ("祖父母、外祖父母", "grandparent"),
    "grandchild": ("孙子女、外孙子女", "grandchild"),
    "other": ("其他人员", "other person"),
    "area_unknown": ("城乡类别未填写", "area not stated"),
    "relation_unknown": ("关系未填写", "relation not stated"),
    "born_unknown": ("出生日期未填写", "date of birth not stated"),
    "official": ("法规原文", "official"),
    "reported": ("公开报道", "reported"),
    "secondary": ("转载资料", "secondary"),
    "assumed": ("推定", "assumed"),
}
"""Words of the catalogue and grades; a word that is not here is printed as it is."""

NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
PERIODS = {"month": ("元/月", " yuan a month"), "year": ("元/年", " yuan a year"), "": ("元", " yuan")}
COUNTED = {
    "months": ("{count}个月", "{count} months"),
    "area": ("{count}平方米", "{count} square metres"),
    "": ("{count}", "{count}"),
}
COMMA, LIST, STOP = ("，", ", "), ("、", ", "), ("；", "; ")
CITED = ("（{}）", " ({})")


class Titled(Protocol):
    """Anything with a Chinese and an English title."""

    @property
    def title(self) -> str:
        """Give the Chinese title."""

    @property
    def english(self) -> str:
        """Give the English title."""


class Words:
    """Say phrases, titles and amounts in one language."""

    def __init__(self, lang: Lang) -> None:
        """Choose the language."""
        self.lang = lang
        self.index = 0 if lang == "zh" else 1

    def __call__(self, phrase: str, **values: object) -> str:
        """Give a phrase with its values put in."""
        text = PHRASES[phrase][self.index].format(**values)
        return text[:1].upper() + text[1:] if PHRASES[phrase][1].startswith("{title}") else text

    def stated(self, word: str) -> str:
        """Give a word that the catalogue or a grade uses."""
        known = STATED.get(word)
        return known[self.index] if known else word

    def title(self, thing: Titled) -> str:
        """Give a title, without the full stop of a docstring's first line."""
        return thing.title if self.index == 0 else (thing.english or thing.title).rstrip(".")

    def number(self, position: int) -> str:
        """Give the number of a section, counted from 1."""
        return NUMERALS[position - 1] if self.index == 0 else str(position)

    def listed(self, parts: list[str], between: tuple[str, str] = LIST) -> str:
        """Give parts with what stands between them."""
        return between[self.index].join(parts)

    def cited(self, text: str) -> str:
        """Give a citation in brackets; nothing for an empty one."""
        return CITED[self.index].format(text) if text else ""

    def value(self, value: Any) -> str:
        """Print a quantity; None is still open."""
        if value is None:
            return self("open")
        if isinstance(value, bool):
            return self("yes" if value else "no")
        if isinstance(value, Money):
            return self.money([value])[0]
        if isinstance(value, Area):
            return COUNTED["area"][self.index].format(count=value.text())
        kind, count = ("months", value.amount) if isinstance(value, Months) else ("", value)
        return COUNTED[kind][self.index].format(count=count)

    def money(self, amounts: list[Money]) -> list[str]:
        """Print amounts beside one another: all a year if one is not whole fen a month."""
        period = "month" if all(is_whole_fen(each) for each in amounts) else "year"
        return [self._amount(each, period) for each in amounts]

    def yearly(self, amounts: list[Money]) -> list[str]:
        """Print amounts beside one another a year, as a notice states them."""
        return [self._amount(each, "year") for each in amounts]

    def values(self, values: list[Any]) -> list[str]:
        """Print values beside one another; all money among them for one period."""
        printed = iter(self.money([each for each in values if isinstance(each, Money)]))
        return [next(printed) if isinstance(each, Money) else self.value(each) for each in values]

    def _amount(self, money: Money, period: str) -> str:
        if money.unit != FLOW:
            period = ""
        parts = FEN_A_YUAN * MONTHS_A_YEAR if period == "month" else FEN_A_YUAN
        return f"{exact(money.amount, parts)}{PERIODS[period][self.index]}"


def is_whole_fen(money: Money) -> bool:
    """Tell whether an amount can be printed a month, or at all, in whole fen."""
    return money.amount % (MONTHS_A_YEAR if money.unit == FLOW else 1) == 0


def exact(amount: int | Fraction, parts: int) -> str:
    """Print an amount divided by so many parts exactly.

    It has at least two decimals; it is a fraction if no decimals end.
    """
    size = amount if amount >= 0 else -amount
    whole, rest = divmod(size * FEN_A_YUAN, parts)
    if rest == 0:
        return f"{'-' if amount < 0 else ''}{whole // FEN_A_YUAN}.{whole % FEN_A_YUAN:02d}"
    number = Fraction(amount) / parts
    left, places = number.denominator, 0
    for prime in (2, 5):
        power = 0
        while left % prime == 0:
            left, power = left // prime, power + 1
        places = max(places, power)
    return str(number) if left != 1 else _decimals(number, places)


def _decimals(number: Fraction, places: int) -> str:
    whole, part = divmod(abs(int(number * 10**places)), 10**places)
    return f"{'-' if number < 0 else ''}{whole}.{part:0{places}d}"
