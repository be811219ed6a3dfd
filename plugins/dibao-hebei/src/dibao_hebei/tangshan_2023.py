"""Tangshan: standards in three tiers (2023)."""

from dibao import Regulation
from dibao_hebei.tiers import standard_of_tier

# The notice itself is not known: the title describes the reports of it. The next values reported, those of
# 2025, are for the whole city again, so that the tiers end with the year before at the latest.
notice = Regulation(
    "tangshan-standards-2023",
    title="关于唐山市2023年7月1日起提高城乡低保标准的报道",
    english="Reports on Tangshan raising its dibao standards from 2023-07-01",
    issuer="唐山市",
    jurisdiction="130200",
    since="2023-07-01",
    until="2024-12-31",
    until_grade="assumed",
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
