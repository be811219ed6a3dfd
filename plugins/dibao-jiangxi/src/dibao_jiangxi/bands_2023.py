"""Jiangxi: the five grades of 2023, as a question-and-answer page gives them."""

from dibao import Regulation

# Only the page is known, not the document behind it; no later year is claimed.
page = Regulation(
    "jiangxi-bands-2023",
    title="关于江西省2023年低保分档补助标准的问答网页",
    english="Question-and-answer page on Jiangxi's dibao grades of 2023",
    issuer="未查明",
    jurisdiction="360000",
    since="2023",
    until="2023",
    until_grade="assumed",
    grade="secondary",
    level="report",
    amends=("jiangxi-benefit-2017",),
)


@page.article(
    "A至E五档补助",
    answers="benefit",
    title="按五档补助",
    warning={
        "zh": "五档金额出自问答网页，最高档等于全省标准；当地另定标准的（如南昌市），档次金额可能不同。",
        "en": "The five grades rest on a question-and-answer page, and the highest is the province's standard; "
        "a place with a standard of its own, such as Nanchang, may pay other amounts.",
    },
)
def five_grades(household, standards):
    """Each person gets the amount of the family's grade, A to E.

    Not modelled: which family is put into which grade, which officers decide;
    members of one family in several grades; grades of places that set standards
    of their own, whose families would get less here than there.
    """
    grade = household.facts["jiangxi.benefit_grade"]
    if household.area == "urban":
        return standards.band("jiangxi.bands.urban", grade) * household.size
    return standards.band("jiangxi.bands.rural", grade) * household.size
