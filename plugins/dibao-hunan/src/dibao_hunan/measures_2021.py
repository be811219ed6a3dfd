"""Hunan: measures on confirming the subsistence allowance (2021)."""

from dibao import Regulation

# The text was not read: its list of members left out is reported, its number, day and article numbers
# are not known. It carries out 民发〔2021〕57号, so the earliest day it can apply is the first day of
# that one, and its year is 2021, so by the last day of 2021 it was known.
measures = Regulation(
    "hunan-measures-2021",
    title="湖南省最低生活保障审核确认办法",
    english="Hunan measures on confirming the subsistence allowance",
    issuer="湖南省民政厅",
    jurisdiction="430000",
    since="2021-07",
    known="2021-12-31",
    grade="reported",
)


@measures.article(
    "不计入共同生活的家庭成员",
    answers="left_out",
    title="现役义务兵不计入家庭成员",
    english="Conscripts on active service are left out",
)
def active_conscript(member):
    """A conscript on active service does not count as a family member.

    Volunteers, sergeants and officers of the forces stay in.

    Not modelled: the day on which the province began to leave conscripts out.
    It is taken to be the first day of the national measures that let provinces
    add to the list; a family assessed in the months before the provincial text
    came out may be judged by a rule that was not yet in force.
    """
    return member.active_conscript
