"""State Council General Office 2023 No. 39: monitoring people of low income.

It says again what a marginal family is and who may be covered alone, which leaves
the rules of 民发〔2021〕57号 and 民发〔2022〕83号 as they are. It names the family hit by
unavoidable spending, but leaves to each place how one is recognised: nationally there
is none before the measures of 2025.
"""

from dibao.law.regulation import Regulation

# Its month is known, its day is not: the month is taken from its first day on.
monitoring = Regulation(
    "cn-2023-39",
    title="关于加强低收入人口动态监测做好分层分类社会救助工作的意见",
    english="Opinion on monitoring people of low income and on layered social assistance",
    issuer="国务院办公厅",
    number="国办发〔2023〕39号",
    jurisdiction="000000",
    since="2023-10",
    grade="official",
    level="notice",
    amends=("cn-2021-57", "cn-2022-83"),
)


@monitoring.article("二", answers="employment_cost", title="低保边缘家庭的就业成本可适当扣减")
def employment_cost_of_marginal_families(member):
    """For marginal families, too, the cost of working may come off.

    Not modelled: an amount, which the nation does not name, and a cost that would
    come off for the marginal line only.
    """
    return 0
