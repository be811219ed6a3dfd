"""The list of those on tekun, decided by the rules in force."""

from datetime import date

from attrs import evolve
from tests.export.lists import household, person

from dibao import Engine, Money
from dibao.export import LeftOut, rows

ON = date(2024, 3, 1)
FIGURES = "\n".join(
    f"""
[[{name}]]
code = "431281"
amount = {amount}
per = "month"
since = 2024
until = 2024
document = "office"
grade = "assumed"
"""
    for name, amount in (("tekun.living.rural", 600), ("tekun.care.half", 200))
)
OFFICE = """
[document.office]
title = "某办公室自定的数值（虚构）"
english = "An office's own figures, invented"
issuer = "某办公室"
level = "fixture"
"""
WITHIN_LIMITS = {"tekun_property_within_limits": True}


def test_an_old_person_without_anybody_is_on_the_list_of_tekun_and_of_no_other(tmp_path):
    (tmp_path / "figures.toml").write_text(OFFICE + FIGURES, encoding="utf-8")
    engine = Engine(figures=tmp_path / "figures.toml")
    old = person("old", born="1950-01-01", needs_help={"dressing": True, "bathing": True}, findings=WITHIN_LIMITS)
    child = evolve(old, id="child", born=date(2012, 1, 1))
    decisions = [engine.assess(household(each, id=f"of-{each.id}"), ON) for each in (old, child)]
    assert [sorted(award.programme for award in each.awards) for each in decisions] == [
        ["tekun_care", "tekun_living"]
    ] * 2
    listing = rows(decisions, "tekun", ("household", "person", "living", "care", "monthly"))
    assert [dict(row) for row in listing] == [
        {
            "household": "of-old",
            "person": "old",
            "living": Money.monthly(600),
            "care": Money.monthly(200),
            "monthly": Money.monthly(800),
        }
    ]
    assert listing.left_out == (LeftOut("not_adult", 1),)
    assert [len(rows(decisions, view)) for view in ("dibao", "low_income")] == [0, 0]
