"""Five ministries 2016 No. 1835: the price subsidy that starts when prices rise.

The schemes before it, which waited for three months in a row, are not modelled.
"""

from dibao.law.regulation import Regulation

# The press had it on 2016-08-26 as new; its day is not known, the month is taken from its first day on.
linkage = Regulation(
    "cn-2016-1835",
    title="关于进一步完善社会救助和保障标准与物价上涨挂钩联动机制的通知",
    english="Notice on linking social assistance to rising prices",
    issuer="国家发展改革委、民政部、财政部、人力资源社会保障部、国家统计局",
    number="发改价格规〔2016〕1835号",
    jurisdiction="000000",
    since="2016-08",
    grade="reported",
    level="notice",
)


@linkage.article("二", title="启动价格补贴联动机制")
def price_linkage(standards):
    """A month starts the subsidy when prices as a whole, or those of food, rise enough.

    A rise on the line starts it. The rises are of one month against the same month a
    year before, in the prefecture; figures and decision are dated by the month of payment.

    Not modelled: a line on the index of people with low income, which places that
    use it set themselves, and lower lines of a place; a figure of the place says so.
    """
    rises_overall = standards.share("price.cpi_rise") >= standards.share("price.cpi_trigger")
    return rises_overall or standards.share("price.food_rise") >= standards.share("price.food_trigger")


@linkage.article("一", answers="price_group", title="低保对象享受价格临时补贴", english="People on dibao")
def people_on_dibao(member):
    """Who draws dibao belongs, with the family, alone or while it fades out.

    Not modelled: people with state pensions for service and people with unemployment
    insurance, who belong as well, and whom a place adds.
    """
    return member.draws_dibao


@linkage.article("一", answers="price_group", title="特困人员享受价格临时补贴", english="Destitute people")
def destitute_people(member):
    """Who is destitute belongs."""
    return member.is_tekun
