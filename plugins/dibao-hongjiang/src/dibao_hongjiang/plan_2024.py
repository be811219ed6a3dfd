"""Hongjiang: what the plan of 2024 says of elderly service and of stranded people."""

from dibao import Regulation

# The bureau posted its plan without a heading: the title here describes it.
plan = Regulation(
    "hongjiang-plan-2024",
    title="洪江市民政局2024年工作计划",
    english="Work plan of the Hongjiang Civil Affairs Bureau for 2024",
    issuer="洪江市民政局",
    jurisdiction="431281",
    since="2024",
    known="2024-04-12",
    grade="reported",
    level="report",
)


@plan.article(
    "基本养老服务补贴", answers="allowance", title="基本养老服务补贴", english="basic elderly-service subsidy"
)
def elderly_service_subsidy(member, standards):
    """Who is recognised for it gets the basic elderly-service subsidy.

    Not modelled: who is to be recognised, which the plan does not say; officers do
    that, and the fact is entered. The subsidy may be given as services.
    """
    return standards.money("elderly.service_subsidy") if member.elderly_service_recognised else 0


@plan.article(
    "流浪乞讨人员落户安置",
    answers="warning_sign",
    title="滞留超过规定期限",
    english="stranded beyond the limit",
    looks_at="settlement",
)
def stranded_beyond_limit(household, standards):
    """Who is stranded for more months than the limit is to be registered and settled.

    Exactly as many months are not more than the limit.

    Not modelled: how registration and settlement are done.
    """
    return household.monitoring.stranded_months > standards.months("monitoring.stranded_months")
