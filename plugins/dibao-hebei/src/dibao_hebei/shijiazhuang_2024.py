"""Shijiazhuang: standards in three tiers (2024)."""

from dibao import Regulation
from dibao_hebei.tiers import standard_of_tier

# The notice itself is not known: the title describes the reports of it. They name the month, not the day.
notice = Regulation(
    "shijiazhuang-standards-2024",
    title="关于石家庄市2024年5月起调整城乡低保标准的报道",
    english="Reports on Shijiazhuang changing its dibao standards from May 2024",
    issuer="石家庄市",
    jurisdiction="130100",
    since="2024-05",
    until="unknown",
    grade="reported",
    level="report",
)


@notice.article(
    "城乡低保标准",
    answers="standard",
    title="按县（市、区）分档的低保标准",
    english="Each county has the standard of its tier",
)
def standard_of_the_tier(household, standards):
    """Each person has the standard of the county's tier, urban or rural.

    Not modelled: which county is in which tier; no source says so, and it is asked for.
    """
    return standard_of_tier(household, standards)
