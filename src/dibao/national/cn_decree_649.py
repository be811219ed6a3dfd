"""State Council Decree 649 (2014): the interim measures on social assistance."""

from dibao.law.regulation import Regulation

# It stands above the ministry's measures of 2012, whose answers it comes before.
interim_measures = Regulation(
    "cn-decree-649",
    title="社会救助暂行办法",
    english="Interim measures on social assistance",
    issuer="国务院",
    number="国务院令第649号",
    jurisdiction="000000",
    since="2014-05-01",
    grade="official",
    level="regulation",
    amends=("cn-2012-220",),
)


@interim_measures.article(
    "第十条",
    answers="standard",
    title="适用当地最低生活保障标准",
    replaces="cn-2012-220:local_standard",
)
def local_standard(household, standards):
    """Each person has the local standard of the area, urban or rural.

    Not modelled: that province or prefecture set it, and no county; the standard given for the place is used.
    """
    if household.area == "urban":
        return standards.money("dibao.standard.urban")
    return standards.money("dibao.standard.rural")


@interim_measures.article("第十二条", answers="benefit", title="按差额按月发放", replaces="cn-2012-220:gap")
def gap(household):
    """Dibao pays every month what income lacks to the standard."""
    return household.gap
