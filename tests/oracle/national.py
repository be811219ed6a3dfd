"""The nation's law of dibao in all its eras, article by article.

A second reading of the texts, in the JSON form of a household and without the library, so that two mistakes have to
agree before a test overlooks one. Each method is one question; regions answer some of them otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from .stated import (
    OracleNeeds,
    Person,
    beside_flags,
    disability,
    entry,
    finding,
    flag,
    flow,
    full_years,
    known,
    present,
)

TRIAL_MEASURES = date(2012, 12, 12)  # 民发〔2012〕220号
DECREE = date(2014, 5, 1)  # 国务院令第649号
ALLOWANCES = date(2016, 1, 1)  # 国发〔2015〕52号
UNATTENDED = date(2019, 6, 18)  # 民发〔2019〕62号
REFORM = date(2020, 8, 1)  # the reform opinion; only its month is known
MEASURES = date(2021, 7, 1)  # 民发〔2021〕57号 art. 42
NOTICE = date(2022, 10, 20)  # 民发〔2022〕83号
RIGID_MEASURES = date(2025, 1, 1)  # 刚性支出困难家庭认定办法
BASIC_PENSION_COUNTS = date(2026, 1, 1)  # 57号 art. 13: only while the 14th five-year plan runs
LAW = date(2026, 7, 1)  # 社会救助法

UP_TO_BACHELOR = frozenset({"primary", "junior", "senior", "vocational", "associate", "bachelor"})
EARNINGS = frozenset({"wage", "business", "property", "other"})
TRANSFERS = frozenset({
    "support_received", "retirement_pension", "basic_pension", "unemployment_benefit", "survivor_benefit",
    "compensation", "gift", "preferential_pension", "family_planning_award", "scholarship", "bravery_award",
    "social_assistance", "disability_allowance", "old_age_allowance", "other_transfer",
    "child_allowance", "orphan_allowance",
})  # fmt: skip
NEVER_COUNTED = frozenset({
    "preferential_pension", "family_planning_award", "scholarship", "bravery_award",  # 57号 art. 13, item 1
    "social_assistance",  # 57号 art. 13, item 2
})  # fmt: skip
NECESSARY = ("living", "rent", "medical", "education", "disability", "other_necessary")  # 2025 measures art. 5


class Home:
    """A household on its way through the test; flows are fen a year."""

    counted: Sequence[Person] = ()
    gross: Any = 0
    after_work: Any = 0
    after_rigid: Any = 0
    income: Any = 0
    need: Any = 0
    status = "not_eligible"
    destitute: frozenset[str] = frozenset()
    dibao_fen = 0
    """What the family is paid as dibao a month."""

    def __init__(self, stated: Person) -> None:
        """Start with what is stated."""
        self.stated = stated
        self.alone_fen: dict[str, int] = {}
        self.living_fen: dict[str, int] = {}

    @property
    def size(self) -> int:
        """Count who counts."""
        return len(self.counted)

    def spent(self, *kinds: str, by: Iterable[Person] | None = None) -> int:
        """Add up what those who count spend on these things."""
        members = self.counted if by is None else by
        return sum(flow(entry(each, "expenses", kind), f"{each['id']}.{kind}") for each in members for kind in kinds)


class Nation:
    """The national texts, and nothing that a region adds."""

    def __init__(self, on: date, figures: Mapping[str, Any]) -> None:
        """Take the day, and the figures that the law leaves to regions."""
        if on < TRIAL_MEASURES:
            raise OracleNeeds("law")
        self.on, self.figures = on, figures

    def figure(self, name: str) -> Any:
        """Give a figure: fen a year, fen, hundredths of a square metre, or a plain number."""
        if name not in self.figures:
            raise OracleNeeds(name)
        return self.figures[name]

    # who lives as one family: 220号 art. 5, 57号 art. 7

    def belongs(self, member: Person) -> bool:
        """Say whether the first paragraph names this person."""
        relation = known(member, "relation", member["id"])
        if relation in ("applicant", "spouse") or (relation == "parent" and self.on < MEASURES):
            return True
        if relation == "child":
            return not self.is_adult(member) or self.studies(member) or finding(member, "cannot_live_independently")
        return flag(member, "long_term_coresident") and finding(member, "legal_support_duty") is True

    def is_adult(self, member: Person) -> bool:
        """Say whether this person is 18."""
        return full_years(known(member, "born", member["id"]), self.on) >= 18

    def studies(self, member: Person) -> bool:
        """Say whether this person is at school, up to a bachelor's degree; full time only since 57号."""
        at_school = flag(member, "full_time_student") or (self.on < MEASURES and flag(member, "part_time_student"))
        return at_school and known(member, "education", member["id"]) in UP_TO_BACHELOR

    def left_out(self, member: Person) -> bool:
        """Say whether the second paragraph leaves this person out."""
        if self.clergy_years(member) >= self.clergy_limit() or flag(member, "in_prison"):
            return True
        if self.on < MEASURES:
            return flag(member, "in_labour_camp")
        return flag(member, "in_compulsory_rehabilitation") or flag(member, "declared_missing")

    def clergy_limit(self) -> int:
        """Give the years apart after which clergy are left out, the last one included."""
        return 3

    def clergy_years(self, member: Person) -> int:
        """Count full years lived apart as clergy."""
        since = beside_flags(member, "clergy_apart_since")
        return -1 if since is None else full_years(since, self.on)

    # income: 220号 art. 16, 57号 art. 13

    def is_left_uncounted(self, kind: str) -> bool:
        """Say whether a kind of income does not count."""
        if kind == "disability_allowance":
            return self.on >= ALLOWANCES
        if kind in ("child_allowance", "orphan_allowance"):
            return self.on >= UNATTENDED
        if self.on < MEASURES:
            return False
        return kind in NEVER_COUNTED or (kind == "basic_pension" and self.on < BASIC_PENSION_COUNTS)

    def counted_income(self, member: Person) -> int:
        """Add up what counts of one member's income, which may be negative."""
        counted = 0
        for kind, stated in present(member, "incomes").items():
            if kind not in EARNINGS and kind not in TRANSFERS:
                raise ValueError(f"{kind} is no kind of income")
            if not self.is_left_uncounted(kind):
                counted += flow(stated, f"{member['id']}.incomes.{kind}")
        return counted - self.paid_out(member)

    def paid_out(self, member: Person) -> int:
        """Add up taxes and contributions (220号 art. 16), support too since 57号 art. 13 item 4."""
        paid = member.get("transfers_paid", {})
        if paid == "unknown":
            raise OracleNeeds(f"{member['id']}.transfers_paid")
        kinds = ("tax", "social_insurance", "support") if self.on >= MEASURES else ("tax", "social_insurance")
        return sum(flow(paid[kind], f"{member['id']}.transfers_paid.{kind}") for kind in kinds if kind in paid)

    def employment_cost(self, member: Person, home: Home) -> Any:
        """The nation allows the cost of working to come off (57号 art. 13), and names no amount."""
        return 0

    def rigid_expenditure(self, home: Home) -> Any:
        """The nation allows unavoidable spending to come off (57号 art. 13), and names no amount."""
        return 0

    # standard, property, amount: 220号 art. 4 and 27, 57号 art. 8, 14 and 23

    def standard(self, home: Home) -> Any:
        """Look up the standard of one person."""
        return self.figure(f"dibao.standard.{known(home.stated, 'area', 'household')}")

    def property_ok(self, home: Home) -> bool:
        """Read the officer's finding; limits are local."""
        return finding(home.stated, "property_within_limits") is True

    def benefit(self, home: Home) -> Any:
        """Pay the gap."""
        return home.need - home.income

    # the ladder beside dibao

    def marginal_factor(self) -> Fraction | None:
        """Give the multiple of the standard: 57号 art. 8, and since the law's art. 21 a provincial one."""
        if self.on < MEASURES:
            return None
        return Fraction(3, 2) if self.on < LAW else self.figure("dibao.marginal_factor")

    def grace_months(self, home: Home, prior: Person) -> int | None:
        """Give the months an officer granted after someone took up work.

        The reform opinion, no. 11; 57号 art. 33; 83号 1(3) allows six.
        """
        if self.on < REFORM or known(prior, "cause", "prior") != "employment":
            return None
        granted: int = finding(home.stated, "grace_months_granted")
        return granted if self.on < NOTICE else min(granted, 6)

    def rigid_family(self, home: Home) -> bool:
        """Compare necessary spending with income: art. 4 and 5 of the measures of 2025, art. 22 of the law.

        国办发〔2023〕39号 names these families, and leaves it to each place how one is recognised.
        """
        if self.on < RIGID_MEASURES or home.income >= home.size * self.figure("rigid.disposable_income"):
            return False
        total = max(home.gross, 0)
        return bool(home.spent(*NECESSARY) > self.figure("rigid.ratio") * total and self.property_ok(home))

    # who may apply alone: 220号 art. 10, 57号 art. 8, 83号 1(1), art. 21 of the law

    def may_apply_alone(self, member: Person, home: Home) -> bool:
        """Say whether this person, who counts, is covered alone."""
        kind, grade = disability(member)
        severe = grade in (1, 2)
        if self.on < MEASURES:
            apart = severe and flag(member, "separate_hukou") and self.is_adult(member)
            return apart and finding(member, "incapable_of_work") and finding(home.stated, "hardship_family")
        if home.status == "marginal":
            if severe or (grade == 3 and kind in ("intellectual", "mental")):
                return True
            if flag(member, "recognised_major_illness"):
                return True
            if self.on >= LAW and finding(member, "special_hardship"):
                return True
        return self.on >= NOTICE and severe and self.is_adult(member) and not flag(member, "employed")

    def clergy_apply_alone(self, member: Person) -> bool:
        """Say whether this person is clergy in hardship; they are no part of the household."""
        return self.clergy_years(member) >= 3 and finding(member, "clergy_in_hardship") is True

    # the programmes beside dibao, as far as places differ

    def living_allowance_due(self, member: Person, draws: bool) -> bool:
        """Ask for a certificate and dibao, with the family or alone: 国发〔2015〕52号."""
        return draws and disability(member)[1] > 0

    def nursing_allowance_due(self, member: Person) -> bool:
        """Ask for the first or second grade."""
        return disability(member)[1] in (1, 2)

    def tekun_living(self, member: Person, where: str) -> Any:
        """Look up what the destitute live on, in town or country."""
        return self.figure(f"tekun.living.{where}")

    def care_before_the_measures(self, member: Person) -> Any:
        """Pay no care before the measures of 2021 say by which class."""
        return 0

    def orphan_standard(self, child: Person) -> Any:
        """Look up the standard of orphans at home or in an institution, which provinces set."""
        return self.figure("orphan.institution" if flag(child, "in_institution") else "orphan.scattered")

    def unattended_standard(self, child: Person) -> Any:
        """Take the orphans' standard: 民发〔2019〕62号 3(1) asks for one that goes with it."""
        return self.orphan_standard(child)

    def price_subsidy(self, home: Home) -> Any:
        """The nation starts the subsidy and names no amount."""
        return 0

    def further(self, member: Person) -> Iterable[tuple[str, Any]]:
        """Name what a place pays a person without asking for means."""
        return ()

    def services(self, home: Home) -> Iterable[str]:
        """Name what a place gives a household without an amount."""
        return ()
