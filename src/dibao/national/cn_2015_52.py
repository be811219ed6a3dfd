"""State Council 2015 No. 52: the two disability allowances."""

from dibao.law.regulation import Regulation

disability_allowances = Regulation(
    "cn-2015-52",
    title="国务院关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见",
    english="Opinion on the living and nursing allowances for disabled people",
    issuer="国务院",
    number="国发〔2015〕52号",
    jurisdiction="000000",
    since="2016-01-01",
    grade="reported",
    level="regulation",
    amends=("cn-2012-220",),
)


@disability_allowances.article("条次未查明", answers="counted_income", title="残疾人两项补贴不计入家庭收入")
def disability_allowances_not_income(item):
    """The two disability allowances do not count as income.

    Not modelled: who may draw which allowance, and at which rate.
    """
    if item.kind == "disability_allowance":
        return 0
    return None
