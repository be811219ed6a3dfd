"""Name every fact and quantity that a rule may read, each with its type.

Written from the catalogue of facts and the quantities by `make docs-reference`;
change those and never this file. Nothing here is ever made: while a policy is
composed symbols stand in, and in a plain test whatever the test hands over.
"""

from typing import Literal

from dibao.law.groups import Facts, Group, Named
from dibao.symbols.amounts import Area, Money, Months


class MemberIncome(Named):
    """What stands under `member.income`; a plug-in's own by its name in brackets."""

    wage: Money
    """Fact, wages (工资性收入)."""

    business: Money
    """Fact, net business income (经营净收入)."""

    property: Money
    """Fact, net property income (财产净收入)."""

    support_received: Money
    """Fact, support received (赡养抚养扶养费收入)."""

    retirement_pension: Money
    """Fact, retirement pension (离退休金)."""

    basic_pension: Money
    """Fact, central basic pension for residents (城乡居民基本养老保险基础养老金)."""

    unemployment_benefit: Money
    """Fact, unemployment benefit (失业保险金)."""

    survivor_benefit: Money
    """Fact, survivor benefit (遗属补助金)."""

    compensation: Money
    """Fact, compensation (赔偿收入)."""

    gift: Money
    """Fact, gifts (接受馈赠收入)."""

    preferential_pension: Money
    """Fact, preferential pension (优待抚恤金)."""

    family_planning_award: Money
    """Fact, family-planning award (计划生育奖励与扶助金)."""

    scholarship: Money
    """Fact, scholarship (奖学金)."""

    bravery_award: Money
    """Fact, bravery award (见义勇为奖励)."""

    social_assistance: Money
    """Fact, social assistance (社会救助款物)."""

    disability_allowance: Money
    """Fact, disability allowance (残疾人两项补贴)."""

    old_age_allowance: Money
    """Fact, old-age allowance (高龄津贴)."""

    child_allowance: Money
    """Fact, allowance for unattended children (事实无人抚养儿童基本生活补贴)."""

    orphan_allowance: Money
    """Fact, allowance for orphans (孤儿基本生活费)."""

    other_transfer: Money
    """Fact, other transfers received (其他转移性收入)."""

    other: Money
    """Fact, other income (其他收入)."""


class MemberPaid(Named):
    """What stands under `member.paid`; a plug-in's own by its name in brackets."""

    tax: Money
    """Fact, taxes paid (缴纳税款)."""

    social_insurance: Money
    """Fact, social insurance paid (缴纳社会保险费)."""

    support: Money
    """Fact, support paid (支付赡养抚养扶养费)."""


class MemberExpense(Named):
    """What stands under `member.expense`; a plug-in's own by its name in brackets."""

    medical: Money
    """Fact, medical expenses (医疗支出)."""

    education: Money
    """Fact, education expenses (教育支出)."""

    disability: Money
    """Fact, disability expenses (残疾康复照护支出)."""

    rent: Money
    """Fact, rent (必要租房支出)."""

    living: Money
    """Fact, basic living expenses, rent apart (基本生活支出(不含房租))."""

    other_necessary: Money
    """Fact, other expenses recognised as necessary (经认定的其他必需支出)."""


class MemberDisability(Named):
    """What stands under `member.disability`; a plug-in's own by its name in brackets."""

    kind: Literal["none", "visual", "hearing", "speech", "limb", "intellectual", "mental", "multiple"]
    """Fact, kind of disability (残疾类别)."""

    grade: int
    """Fact, grade of disability (残疾等级)."""


class MemberFindings(Named):
    """What stands under `member.findings`; a plug-in's own by its name in brackets."""

    cannot_live_independently: bool
    """Fact, cannot live independently (不能独立生活)."""

    legal_support_duty: bool
    """Fact, legal duty of support (有法定赡养抚养扶养义务关系)."""

    incapable_of_work: bool
    """Fact, incapable of work (丧失劳动能力)."""

    special_hardship: bool
    """Fact, in special hardship (确有特殊困难)."""

    clergy_in_hardship: bool
    """Fact, clergy in hardship (宗教教职人员生活困难)."""

    single_person_amount: Money
    """Fact, amount of single-person cover (单人保月补助金额)."""

    tekun_property_within_limits: bool
    """Fact, property is within the limits for destitute people (财产符合特困人员财产状况规定)."""

    tekun_counts: bool
    """Fact, a destitute person counts in the household (特困人员计入其家庭人口)."""


class MemberNeedsHelp(Named):
    """What stands under `member.needs_help`; a plug-in's own by its name in brackets."""

    eating: bool
    """Fact, needs help with eating (不能自主吃饭)."""

    dressing: bool
    """Fact, needs help with dressing (不能自主穿衣)."""

    bed: bool
    """Fact, needs help in and out of bed (不能自主上下床)."""

    toilet: bool
    """Fact, needs help with the toilet (不能自主如厕)."""

    walking: bool
    """Fact, needs help with walking indoors (不能室内自主行走)."""

    bathing: bool
    """Fact, needs help with bathing (不能自主洗澡)."""


class MemberFather(Named):
    """What stands under `member.father`; a plug-in's own by its name in brackets."""

    dead: bool
    """Fact, father is dead (父亲死亡)."""

    declared_missing: bool
    """Fact, father is declared missing (父亲被宣告失踪)."""

    untraceable: bool
    """Fact, father cannot be traced (查找不到父亲)."""

    seriously_ill: bool
    """Fact, father is seriously ill (父亲重病)."""

    in_prison: bool
    """Fact, father is in prison (父亲服刑在押)."""

    in_rehabilitation: bool
    """Fact, father is in compulsory drug rehabilitation (父亲强制隔离戒毒)."""

    restricted: bool
    """Fact, father is otherwise deprived of liberty (父亲被执行其他限制人身自由的措施)."""

    out_of_contact: bool
    """Fact, father is out of contact and gives no care (父亲失联且未履行抚养责任)."""

    term_months: Months
    """Fact, length of father's sentence or restriction in months (父亲服刑、戒毒或限制人身自由的期限(月))."""

    out_of_contact_months: Months
    """Fact, months for which father has been out of contact (父亲失联月数)."""

    disability_kind: Literal["none", "visual", "hearing", "speech", "limb", "intellectual", "mental", "multiple"]
    """Fact, kind of father's disability (父亲残疾类别)."""

    disability_grade: int
    """Fact, grade of father's disability (父亲残疾等级)."""


class MemberMother(Named):
    """What stands under `member.mother`; a plug-in's own by its name in brackets."""

    dead: bool
    """Fact, mother is dead (母亲死亡)."""

    declared_missing: bool
    """Fact, mother is declared missing (母亲被宣告失踪)."""

    untraceable: bool
    """Fact, mother cannot be traced (查找不到母亲)."""

    seriously_ill: bool
    """Fact, mother is seriously ill (母亲重病)."""

    in_prison: bool
    """Fact, mother is in prison (母亲服刑在押)."""

    in_rehabilitation: bool
    """Fact, mother is in compulsory drug rehabilitation (母亲强制隔离戒毒)."""

    restricted: bool
    """Fact, mother is otherwise deprived of liberty (母亲被执行其他限制人身自由的措施)."""

    out_of_contact: bool
    """Fact, mother is out of contact and gives no care (母亲失联且未履行抚养责任)."""

    term_months: Months
    """Fact, length of mother's sentence or restriction in months (母亲服刑、戒毒或限制人身自由的期限(月))."""

    out_of_contact_months: Months
    """Fact, months for which mother has been out of contact (母亲失联月数)."""

    disability_kind: Literal["none", "visual", "hearing", "speech", "limb", "intellectual", "mental", "multiple"]
    """Fact, kind of mother's disability (母亲残疾类别)."""

    disability_grade: int
    """Fact, grade of mother's disability (母亲残疾等级)."""


class Member(Facts):
    """A person named in the application."""

    relation: Literal["applicant", "spouse", "child", "parent", "sibling", "grandparent", "grandchild", "other"]
    """Fact, relation to the applicant (与申请人关系)."""

    age_years: int
    """Fact, age in full years (年龄(周岁))."""

    education: Literal[
        "none", "primary", "junior", "senior", "vocational", "associate", "bachelor", "master", "doctorate"
    ]
    """Fact, level of education (学历层次)."""

    full_time_student: bool
    """Fact, full-time student (全日制在校学生)."""

    part_time_student: bool
    """Fact, part-time student (非全日制在校学生)."""

    in_prison: bool
    """Fact, in prison (在监狱服刑)."""

    in_labour_camp: bool
    """Fact, in labour re-education (劳动教养)."""

    in_compulsory_rehabilitation: bool
    """Fact, in compulsory drug rehabilitation (强制隔离戒毒)."""

    declared_missing: bool
    """Fact, declared missing (宣告失踪)."""

    active_conscript: bool
    """Fact, conscript on active service (现役义务兵)."""

    employed: bool
    """Fact, employed (就业)."""

    recognised_major_illness: bool
    """Fact, recognised major illness (经认定的重特大疾病)."""

    long_term_coresident: bool
    """Fact, long-term co-resident (长期共同居住)."""

    separate_hukou: bool
    """Fact, registered as a household of one (单独立户)."""

    applies_alone: bool
    """Fact, applies alone (单独提出申请)."""

    no_civil_capacity: bool
    """Fact, without civil capacity (无民事行为能力)."""

    on_tekun: bool
    """Fact, has been supported as destitute (此前已是特困人员)."""

    declines_tekun: bool
    """Fact, does not want support as destitute (不申请特困救助供养)."""

    chooses_child_support: bool
    """Fact, chooses support as orphan or unattended child (选择孤儿或事实无人抚养儿童保障)."""

    in_institution: bool
    """Fact, lives in an institution (在机构集中供养)."""

    contracted_land: bool
    """Fact, has contracted land or a share of collective income (有承包土地或参加集体收益分配)."""

    resettled_to_town: bool
    """Fact, was resettled to a town (易地扶贫搬迁至城镇)."""

    work_injury_nursing: bool
    """Fact, draws the nursing benefit of work injury (领取工伤生活护理费)."""

    elderly_service_recognised: bool
    """Fact, recognised for the elderly-service subsidy (经认定享受基本养老服务补贴)."""

    resident_without_hukou: bool
    """Fact, usual resident without local hukou (非本地户籍常住人口)."""

    clergy_apart_years: int
    """Fact, full years lived apart as clergy (宗教教职人员脱离家庭年数)."""

    help_items: int
    """Fact, which daily things the person needs help with (哪些日常事项需要他人帮助)."""

    cannot_work: bool
    """Quantity, is unable to work (无劳动能力)."""

    tekun_income: Money
    """Quantity, own income that counts for support as destitute (特困人员认定收入)."""

    local_standard: Money
    """Quantity, local dibao standard (当地低保标准)."""

    can_support: bool
    """Quantity, owes support and can give it (有义务且有能力供养家人)."""

    is_orphan: bool
    """Quantity, is an orphan (孤儿)."""

    is_unattended_child: bool
    """Quantity, is a de-facto unattended child (事实无人抚养儿童)."""

    is_tekun: bool
    """Quantity, is destitute (特困人员)."""

    belongs: bool
    """Quantity, belongs to the co-living family (共同生活的家庭成员)."""

    counts: bool
    """Quantity, counts in the household (计入家庭人口)."""

    counted_wage: Money
    """Quantity, wage that counts (计入的工资性收入)."""

    counted_income: Money
    """Quantity, income of the member that counts (计入的个人收入)."""

    employment_cost: Money
    """Quantity, necessary cost of working (必要的就业成本)."""

    standard: Money
    """Quantity, standard of the member (适用的保障标准)."""

    own_standard: Money
    """Quantity, standard of the member alone (单独适用的保障标准)."""

    may_apply_alone: bool
    """Quantity, may apply alone (可以单独申请)."""

    covered_alone: bool
    """Quantity, is covered alone (单人保对象)."""

    supplemented: bool
    """Quantity, counts in a household that draws dibao (可享受分类施保)."""

    draws_with_family: bool
    """Quantity, draws dibao with the family (随家庭享受低保)."""

    draws_dibao: bool
    """Quantity, draws dibao, with the family or alone (享受低保)."""

    full_child_support: bool
    """Quantity, gets support as a child in full (全额享受儿童基本生活保障)."""

    in_price_group: bool
    """Quantity, belongs to a group with the price subsidy (价格临时补贴对象)."""

    award_supplement: Money
    """Quantity, classified supplement that is paid (分类施保)."""

    award_single_person: Money
    """Quantity, single-person cover that is paid (单人保)."""

    award_disability_living_allowance: Money
    """Quantity, living allowance for disabled people that is paid (困难残疾人生活补贴)."""

    income: MemberIncome
    """The facts and findings named `member.income.…`."""

    paid: MemberPaid
    """The facts and findings named `member.paid.…`."""

    expense: MemberExpense
    """The facts and findings named `member.expense.…`."""

    disability: MemberDisability
    """The facts and findings named `member.disability.…`."""

    findings: MemberFindings
    """The facts and findings named `member.findings.…`."""

    needs_help: MemberNeedsHelp
    """The facts and findings named `member.needs_help.…`."""

    father: MemberFather
    """The facts and findings named `member.father.…`."""

    mother: MemberMother
    """The facts and findings named `member.mother.…`."""


class Obligor(Facts):
    """A relative outside the household who owes support."""

    relation: Literal["child", "parent", "spouse", "sibling", "grandchild", "other"]
    """Fact, obligor's relation to the applicant (义务人与申请人关系)."""

    income: Money
    """Fact, obligor's household income (义务人家庭收入)."""

    household_size: int
    """Fact, obligor's household size (义务人家庭人口)."""

    supports: int
    """Fact, how many the obligor supports (义务人赡养人数)."""

    pays: Money
    """Fact, support that the obligor pays (义务人实际支付的赡养抚养扶养费)."""

    on_assistance: bool
    """Fact, the obligor's family draws dibao or is marginal (义务人家庭为低保、特困或低保边缘家庭)."""

    own_income: Money
    """Fact, obligor's own income (义务人本人收入)."""

    situation: Literal[
        "none", "tekun", "dibao", "severely_disabled", "no_civil_capacity", "declared_missing", "in_prison"
    ]
    """Fact, what keeps the obligor from giving support (义务人的困难情形)."""

    property_within_limits: bool
    """Fact, obligor's property is within the limits for low-income families (义务人财产符合低收入家庭规定)."""

    age_years: int
    """Fact, obligor's age in full years (义务人年龄(周岁))."""


class HouseholdProperty(Named):
    """What stands under `household.property`; a plug-in's own by its name in brackets."""

    savings: Money
    """Fact, savings (存款)."""

    securities: Money
    """Fact, securities (证券)."""

    funds: Money
    """Fact, investment funds (基金)."""

    insurance: Money
    """Fact, commercial insurance (商业保险)."""

    claims: Money
    """Fact, claims on others (债权)."""

    online_assets: Money
    """Fact, online financial assets (互联网金融资产)."""

    vehicles: int
    """Fact, motor vehicles (机动车辆)."""

    disability_vehicles: int
    """Fact, of these, vehicles that make up for a disability (其中残疾人功能性补偿代步车辆)."""

    working_vehicles: int
    """Fact, of these, vehicles for working (其中生产经营用车辆)."""

    houses: int
    """Fact, houses (住房)."""

    house_area: Area
    """Fact, floor area of the houses together (住房建筑面积(平方米))."""


class HouseholdFindings(Named):
    """What stands under `household.findings`; a plug-in's own by its name in brackets."""

    hardship_family: bool
    """Fact, the family is in hardship (困难家庭)."""

    property_within_limits: bool
    """Fact, property is within local limits (家庭财产符合当地规定)."""

    grace_months_granted: Months
    """Fact, months of gradual exit granted (核定的渐退期月数)."""

    grace_amount: Money
    """Fact, amount paid in gradual exit (渐退期月发放金额)."""

    urgent_need: bool
    """Fact, basic living is in sudden and serious difficulty (基本生活暂时出现严重困难，需立即救助)."""

    beyond_means: bool
    """Fact, necessary spending has grown beyond the family's means (必需支出突然增加，超出家庭承受能力)."""

    temporary_amount: Money
    """Fact, amount of temporary assistance that was fixed (核定的临时救助金额)."""


class HouseholdRequest(Named):
    """What stands under `household.request`; a plug-in's own by its name in brackets."""

    temporary_assistance: Literal["none", "urgent", "expenditure"]
    """Fact, kind of temporary assistance asked for (申请临时救助的类型)."""

    price_subsidy: bool
    """Fact, the price subsidy of the month is to be reckoned (核算当月价格临时补贴)."""


class HouseholdMonitoring(Named):
    """What stands under `household.monitoring`; a plug-in's own by its name in brackets."""

    main_earner_lost_income: bool
    """Fact, the main earner has lost the income (主要劳动力失去收入)."""

    newly_disabled: bool
    """Fact, a member has become disabled of late (近期新增残疾成员)."""

    applied: bool
    """Fact, somebody has applied (已有人提出申请)."""

    flagged: bool
    """Fact, flagged by the monitoring against a return to poverty (防返贫监测系统预警)."""

    stranded_months: Months
    """Fact, months for which a person has been stranded (流浪乞讨人员滞留月数)."""


class Prior(Named):
    """What stands under `household.prior`; a plug-in's own by its name in brackets."""

    on_dibao: bool
    """Fact, received dibao before (此前享受低保)."""

    amount: Money
    """Fact, earlier monthly dibao amount (此前月低保金)."""

    cause: Literal["none", "employment", "income", "other"]
    """Fact, why income rose (收入超标原因)."""

    grace_months_used: Months
    """Fact, months of gradual exit used (已用渐退期月数)."""


class Household(Facts, Group[Member]):
    """The household; as a group, the members who count in it."""

    area: Literal["urban", "rural"]
    """Fact, urban or rural area (城乡类别)."""

    obligors_cannot_support: bool
    """Quantity, no relative apart can give support (家庭以外的义务人均无履行义务能力)."""

    size: int
    """Quantity, members who count (家庭人口数)."""

    counted_income: Money
    """Quantity, income of the household that counts (计入的家庭收入)."""

    after_employment_cost: Money
    """Quantity, income after employment cost (扣除就业成本后的收入)."""

    rigid_expenditure: Money
    """Quantity, rigid expenditure that comes off (刚性支出扣除)."""

    after_rigid_expenditure: Money
    """Quantity, income after rigid expenditure (扣除刚性支出后的收入)."""

    household_income: Money
    """Quantity, household income, never below zero (家庭收入)."""

    standards_total: Money
    """Quantity, sum of the members' standards (保障标准合计)."""

    need: Money
    """Quantity, need of the household (家庭保障需要)."""

    gap: Money
    """Quantity, need not covered by income, never below zero (差额)."""

    passes_property: bool
    """Quantity, property is within limits for the main benefit (财产符合规定)."""

    income_below_need: bool
    """Quantity, income is below the standards (收入低于保障标准)."""

    is_dibao: bool
    """Quantity, receives dibao (低保家庭)."""

    grace_months: Months
    """Quantity, months in which the benefit may fade out (渐退期月数)."""

    grace_used: Months
    """Quantity, months of grace used (已用渐退期月数)."""

    national_grace_months: Months
    """Quantity, months of grace by national rules alone (国家规定的渐退期月数)."""

    is_gradual_exit: bool
    """Quantity, fades out of dibao (渐退期家庭)."""

    grace_beyond_nation: bool
    """Quantity, grace is longer than national rules give (渐退期超过国家规定)."""

    grace_is_cut: bool
    """Quantity, more grace was granted than the law gives (核定月数超过上限)."""

    grace_is_raised: bool
    """Quantity, less grace was granted than the law gives (核定月数少于规定)."""

    grace_is_high: bool
    """Quantity, the amount in grace is above the standards (核定的渐退期金额偏高)."""

    marginal_need: Money
    """Quantity, need by the marginal standard (低保边缘家庭认定线)."""

    income_below_marginal: bool
    """Quantity, income is below the marginal line (收入低于边缘家庭认定线)."""

    passes_marginal_property: bool
    """Quantity, property is within marginal limits (财产符合边缘家庭规定)."""

    is_marginal: bool
    """Quantity, is a marginal family (低保边缘家庭)."""

    passes_rigid_property: bool
    """Quantity, property is within rigid-expenditure limits (财产符合刚性支出困难家庭规定)."""

    is_rigid_expenditure: bool
    """Quantity, is a rigid-expenditure hardship family (刚性支出困难家庭)."""

    single_amount_is_high: bool
    """Quantity, cover alone is above the standard (核定的单人保金额偏高)."""

    met_by_tekun: Money
    """Quantity, share of dibao of those supported as destitute (特困人员的低保份额)."""

    price_asked: bool
    """Quantity, the price subsidy of the month is to be reckoned (核算当月价格补贴)."""

    price_linked: bool
    """Quantity, the price subsidy is due this month (启动价格补贴联动机制)."""

    award_dibao: Money
    """Quantity, dibao that is paid (最低生活保障金)."""

    award_gradual_exit: Money
    """Quantity, dibao that is paid while fading out (渐退期低保金)."""

    property: HouseholdProperty
    """The facts and findings named `household.property.…`."""

    findings: HouseholdFindings
    """The facts and findings named `household.findings.…`."""

    request: HouseholdRequest
    """The facts and findings named `household.request.…`."""

    monitoring: HouseholdMonitoring
    """The facts and findings named `household.monitoring.…`."""

    prior: Prior
    """The facts and findings named `household.prior.…`."""

    everyone: Group[Member]
    """All persons named in the application."""

    obligors: Group[Obligor]
    """The relatives outside the household who owe support."""
