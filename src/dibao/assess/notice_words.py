"""Keep the phrases of a written answer, Chinese and English side by side."""

from __future__ import annotations

from dibao.assess.words import Words

NOTICE: dict[str, tuple[str, str]] = {
    "heading": ("最低生活保障审核确认告知书", "Written answer to an application for dibao"),
    "number": ("编号：{blank}", "Number: {blank}"),
    "applicant": ("申请人：{id}（家庭编号：{household}）", "Applicant: {id} (household {household})"),
    "place_of": ("所在地：{place}", "Place: {place}"),
    "applied_for": ("申请事项：{what}", "Applied for: {what}"),
    "decided_on": ("决定日期：{day}", "Date: {day}"),
    "looked_at_on": ("审核日期：{day}", "Looked at on: {day}"),
    "dibao": ("最低生活保障", "dibao"),
    "for_person": ("{award}（{id}）", "{award} ({id})"),
    # sections
    "decision": ("决定", "Decision"),
    "reasons": ("理由", "Reasons"),
    "instead": ("还可以申请", "What may be applied for instead"),
    "needed": ("尚需查明的事项", "What is still needed"),
    "remedies": ("对结果有不同意见时", "If you do not agree"),
    # decision
    "confirmed": ("{what}：确认同意", "{what}: granted"),
    "refused": ("{what}：不予确认同意", "{what}: not granted"),
    "status_is": ("认定结果：{status}", "Status: {status}"),
    "not_yet": ("{what}：尚不能作出决定", "{what}: no decision can be made yet"),
    "settled_status": (
        "认定结果已经确定：{status}；待定的是发放金额",
        "The status is settled: {status}; what is paid is still open",
    ),
    "under_dibao": (
        "家庭已整户享受最低生活保障，{id}不再单独享受",
        "The household as a whole draws dibao, which covers {id}",
    ),
    "alone_ground": ("理由：{why}", "because: {why}"),
    "not_alone": ("{id}不符合单独申请的条件{cite}", "{id} does not meet the conditions for applying alone{cite}"),
    # reasons
    "income_counts": ("计入的收入：{items}", "Income that counts: {items}"),
    "income_left_out": ("不计入的收入：{title}。{why}", "Income that does not count: {title}. {why}"),
    "income_partly": ("部分计入的收入：{title}。{why}", "Income that counts in part: {title}. {why}"),
    "income_open": ("是否计入尚不能确定的收入：{title}。{why}", "Income that may count or not: {title}. {why}"),
    "income_none": ("没有计入的收入", "No income counts"),
    "of_kind": ("{kind}{amount}", "{kind} {amount}"),
    "each_standard": ("每人保障标准：{amount}", "Standard for each person: {amount}"),
    "person_standard": ("{id}的保障标准：{amount}", "Standard for {id}: {amount}"),
    "rests_on": ("{title}：{stated}，{document}", "{title}: {stated}, {document}"),
    "no_figure": ("{title}：尚缺{place}的数值", "{title}: there is no value yet for {place}"),
    # instead
    "as_status": (
        "按现有情况，家庭符合{status}的条件，可以申请认定{cite}",
        "As things stand the household is a {status} and may ask to be recognised as one{cite}",
    ),
    # needed
    "from_household": ("请提供家庭情况：{titles}", "Please tell us of the household: {titles}"),
    "from_person": ("请提供{id}的情况：{titles}", "Please tell us of {id}: {titles}"),
    "by_officer": ("由经办人员认定：{title}{cite}", "An officer will find: {title}{cite}"),
    "by_office": ("由经办机构补充：{title}（{place}）", "The office will supply: {title} for {place}"),
    # remedies
    "ask_first": (
        "对以上内容有疑问的，可以先向受理申请的乡镇人民政府或者街道办事处询问",
        "If anything in this letter is unclear, you may first ask the township or street office that took your "
        "application",
    ),
    "may_object": (
        "不同意这一结果的，可以请求行政复议，也可以到人民法院起诉{cite}",
        "If you do not agree with this answer, you may ask for administrative reconsideration or go to court{cite}",
    ),
    "may_object_later": (
        "这不是最后的决定。作出决定后不同意的，可以请求行政复议，也可以到人民法院起诉{cite}",
        "This is not a final decision. If you do not agree with the one that follows, you may ask for administrative "
        "reconsideration or go to court{cite}",
    ),
    # end
    "written_under": ("本告知书依据{article}说明理由", "This letter gives its reasons as {article} requires"),
    "sealed": ("经办机构（盖章）：{blank}", "Office (seal): {blank}"),
    "sealed_on": ("日期：____年__月__日", "Day: ____-__-__"),
}


class NoticeWords(Words):
    """The phrases of a written answer before those of an explanation."""

    def __call__(self, phrase: str, **values: object) -> str:
        """Give a phrase with its values put in."""
        if phrase not in NOTICE:
            return super().__call__(phrase, **values)
        text = NOTICE[phrase][self.index].format(**values)
        return text[:1].upper() + text[1:] if NOTICE[phrase][1].startswith(("{what}", "{title}")) else text
