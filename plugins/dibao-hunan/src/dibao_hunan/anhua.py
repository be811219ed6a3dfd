"""Anhua: dibao paid flat in town and by bands in the country (2022 and 2023)."""

from dibao import Regulation

# The county publishes what it pays, not the document behind it.
rates = Regulation(
    "anhua-pay",
    title="安化县2022年8月和2023年8月公布的低保金发放标准",
    english="Anhua's rates of dibao pay as published in August 2022 and August 2023",
    issuer="安化县",
    jurisdiction="430923",
    since="2022-08",
    grade="reported",
    level="report",
)


@rates.article(
    "城市低保",
    answers="benefit",
    title="城市低保按人定额发放",
    english="Urban dibao is a flat amount for each person",
)
def flat_in_town(household, standards):
    """In town dibao pays each person the same amount, whatever the gap.

    Not modelled: whether a family whose gap is smaller gets less.
    """
    if household.area == "urban":
        return standards.money("hunan.flat.urban") * household.size
    return None


@rates.article(
    "农村低保",
    answers="benefit",
    title="农村低保按档次发放",
    english="Rural dibao is paid by bands",
    since="2023-08",
)
def bands_in_the_country(household, standards):
    """In the country dibao pays each person the amount of the family's band.

    Not modelled: which family is in which band; the county's office settles that,
    and the band is entered.
    """
    if household.area == "rural":
        return standards.band("hunan.bands.rural", household.facts["hunan.band"]) * household.size
    return None
