"""What Python means in a rule: the same on symbols, or refused where it stands."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest
from tests.symbols.worlds import compiled_outputs, households, load, plainly, reduced, rule_of, trace

from dibao.errors import RuleError
from dibao.symbols.guard import check_rule_source
from dibao.symbols.units import CHOICE, COUNT, FLAG, FLOW, STOCK, Unit

HEADER = """\
import datetime, functools, math, random
from functools import lru_cache
from dibao.symbols.amounts import fen, months, yuan

KINDS = ("gift", "wage")
KIND_SET = frozenset(KINDS)
BANDS = ((18, 3), (60, 2), (131, 1))
TABLE = {"gift": 1}
FOUND = []
calls = 0


def grown(member, years=18):
    return member.age_years >= years


def cost(member):
    if member.employed:
        return member.expense.medical * 2
    return member.expense.medical


def both(member):
    if member.employed:
        return member.income.wage, member.expense.medical
    return 0, member.expense.rent


def old_cost(member):
    if member.age_years >= 60:
        return cost(member)
    return None


def kind_of(member):
    if member.employed:
        return member.disability.kind
    return "none"


def power(amount, times):
    if times == 0:
        return amount
    return power(amount * 2, times - 1)


def endless(member):
    if member.age_years > 3:
        return endless(member)
    return endless(member)


def either_kind(member):
    if member.employed:
        return member.income.wage
    return member.age_years


@lru_cache
def remembered(member):
    return member.age_years


def today():
    return datetime.date.today().year


def refuses(member):
    if member.age_years < 18:
        return 1 / 0
    return member.age_years


"""

M = "member"
MH = "member, household"
MS = "member, standards"

WORKS: list[tuple[str, str, Unit, str]] = [
    ("if_elif_else", M, FLOW, """
        if member.age_years < 18:
            return member.income.gift
        elif member.age_years < 60:
            return member.income.wage
        else:
            return 0
    """),
    ("early_returns", M, FLAG, """
        if member.employed:
            return False
        if member.active_conscript:
            return True
        return member.age_years >= 60
    """),
    ("and_or_not", M, FLAG, """
        return member.employed and not member.active_conscript or member.declared_missing
    """),
    ("or_of_operands", M, FLAG, "return member.employed or member.age_years > 59"),
    ("double_negation", M, FLAG, "return not not member.employed"),
    ("chained_comparison", M, FLAG, "return 18 <= member.age_years < 60"),
    ("chain_of_three", M, FLAG, "return 0 < member.income.wage <= member.income.gift < member.expense.medical"),
    ("conditional_expression", M, FLOW, "return member.income.wage if member.employed else member.income.gift"),
    ("nested_conditional", M, COUNT, "return 1 if member.employed else 2 if member.age_years > 18 else 3"),
    ("min_of_two", M, FLOW, "return min(member.income.wage, member.income.gift)"),
    ("max_with_zero", M, FLOW, "return max(member.income.wage - member.expense.medical, 0)"),
    ("min_of_a_list", M, FLOW, "return min([member.income.wage, member.income.gift, member.expense.rent])"),
    ("max_of_a_generator", M, FLOW, "return max(each * 2 for each in (member.income.wage, member.income.gift))"),
    ("max_with_key", M, FLOW, "return max((member.income.wage, member.income.gift), key=lambda each: 0 - each)"),
    ("min_of_starred", M, FLOW, """
        amounts = (member.income.wage, member.income.gift)
        return min(*amounts)
    """),
    ("min_inside_max", M, FLOW, "return max(min(member.income.wage, member.income.gift), member.expense.rent)"),
    ("max_default_unused", M, FLOW, "return max([member.income.wage, member.income.gift], default=0)"),
    ("median_by_sorted", M, FLOW, "return sorted((member.income.wage, member.income.gift, member.expense.rent))[1]"),
    ("sum_of_money", M, FLOW, "return sum([member.income.wage, member.income.gift])"),
    ("sum_that_counts", M, COUNT, """
        return sum(1 for each in (member.employed, member.in_prison, member.declared_missing) if each)
    """),
    ("any_of_generator", M, FLAG, "return any(each > 0 for each in (member.income.wage, member.income.gift))"),
    ("all_of_list", M, FLAG, "return all([member.employed, member.age_years > 18])"),
    ("length_of_filtered", M, COUNT, "return len([1 for each in (member.employed, member.in_prison) if each])"),
    ("in_tuple_of_words", M, FLAG, 'return member.relation in ("child", "parent")'),
    ("not_in_tuple", M, FLAG, 'return member.relation not in ("child", "parent")'),
    ("in_tuple_of_numbers", M, FLAG, "return member.disability.grade in (1, 2)"),
    ("plain_kind_in_set", "item", FLOW, 'return item.amount if item.kind in {"gift", "wage"} else 0'),
    ("plain_kind_in_frozenset", "item", FLOW, "return item.amount if item.kind in KIND_SET else 0"),
    ("table_by_plain_kind", "item", FLOW, 'return item.amount * {"gift": 3, "wage": 1}[item.kind]'),
    ("dict_comprehension", "item", FLOW, "return item.amount * {each: 2 for each in KINDS}[item.kind]"),
    ("text_put_together", "item", FLAG, 'return item.kind + "s" == "gifts"'),
    ("flag_is_equal_true", M, FLAG, "return member.employed == True"),
    ("flag_is_equal_false", M, FLAG, "return member.employed == False"),
    ("flags_compared", M, FLAG, "return member.employed == member.in_prison"),
    ("flags_differ", M, FLAG, "return member.employed != (member.age_years > 18)"),
    ("bool_of_flag", M, FLAG, "return bool(member.employed)"),
    ("word_differs", M, FLAG, 'return member.relation != "child"'),
    ("word_on_the_left", M, FLAG, 'return "child" == member.relation'),
    ("choice_as_answer", M, CHOICE, 'return member.disability.kind if member.employed else "mental"'),
    ("absolute_value", M, FLOW, "return abs(member.income.business)"),
    ("turned_sign", M, FLOW, "return -member.income.business"),
    ("zero_minus_amount", M, FLOW, "return 0 - member.income.business"),
    ("amount_minus_itself", M, FLOW, "return member.income.wage - member.income.wage + member.income.gift"),
    ("compared_with_itself", M, FLAG, "return member.income.wage <= member.income.wage"),
    ("brackets_and_scales", M, FLOW, "return 2 * (member.income.wage - 3 * member.income.gift) / 4"),
    ("share_of_money", MS, FLOW, 'return member.income.business * standards.share("cap")'),
    ("money_of_share", MS, FLOW, 'return standards.share("cap") * member.income.wage'),
    ("share_against_number", MS, FLAG, 'return standards.share("cap") * member.age_years > 5'),
    ("share_against_count", MS, FLAG, 'return member.age_years * standards.share("cap") >= member.disability.grade'),
    ("money_times_count", MH, FLOW, "return member.income.wage * household.size"),
    ("count_times_count", MH, COUNT, "return member.age_years * household.size + 1"),
    ("divided_by_whole", M, FLOW, "return member.income.wage / 7"),
    ("flow_over_months_against_stock", "household", FLAG, """
        return household.property.savings <= household.prior.amount * months(24)
    """),
    ("months_first", "household", STOCK, "return months(24) * household.prior.amount"),
    ("figure_of_months", "household, standards", STOCK, 'return household.prior.amount * standards.months("span")'),
    ("stock_minus_flow_over_months", "household", STOCK, """
        return max(household.property.savings - household.prior.amount * months(5), 0)
    """),
    ("months_equal_from_the_left", "prior", FLAG, "return months(6) == prior.grace_months_used"),
    ("months_differ_from_the_left", "prior", FLAG, "return months(6) != prior.grace_months_used"),
    ("months_ordered_from_the_left", "prior", FLAG, "return months(6) > prior.grace_months_used"),
    ("months_in_tuple", "prior", FLAG, "return prior.grace_months_used in (months(5), months(6))"),
    ("fewer_months", "prior", FLAG, "return min(prior.grace_months_used, months(6)) < months(6)"),
    ("round_up", M, FLOW, "return member.income.business.round_up(to=yuan(1))"),
    ("round_down", M, FLOW, "return (member.income.business / 7).round_down(to=fen(1))"),
    ("round_half_up", M, FLOW, "return (member.income.business / 4).round_half_up(to=yuan(1))"),
    ("round_a_year", M, FLOW, 'return (member.income.business / 7).round_half_up(to=fen(2), per="year")'),
    ("round_a_stock", "household", STOCK, "return (household.property.savings / 7).round_up(to=yuan(5))"),
    ("shared_up", MH, FLOW, 'return member.income.business.shared_by(household.size, round="up", article="x")'),
    ("shared_down", MH, FLOW, 'return member.income.business.shared_by(household.size, round="down", article="x")'),
    ("shared_half", MH, FLOW, """
        return member.income.business.shared_by(household.size - 1, round="half_up", article="x", to=yuan(1))
    """),
    ("shared_by_number", M, FLOW, 'return member.income.business.shared_by(3, round="up", article="x", per="year")'),
    ("total", "household", FLOW, "return household.total(lambda member: member.income.wage + member.income.gift)"),
    ("total_of_a_helper", "household", FLOW, "return household.total(cost)"),
    ("total_with_a_choice", "household", FLOW, """
        return household.total(lambda member: member.income.wage if grown(member) else 0)
    """),
    ("total_in_branches", "household", FLOW, """
        if household.area == "urban":
            return household.total(lambda member: cost(member))
        return household.everyone.total(lambda member: member.income.gift)
    """),
    ("count", "household", COUNT, "return household.count(lambda member: member.age_years >= 60)"),
    ("any_member", "household", FLAG, "return household.any(lambda member: member.employed)"),
    ("all_members", "household", FLAG, "return household.all(lambda member: member.employed or grown(member))"),
    ("everyone_counted", "household", COUNT, 'return household.everyone.count(lambda one: one.relation == "child")'),
    ("obligors_though_there_are_none", "household", FLAG, """
        return household.obligors.all(lambda relative: relative.supports > 1)
    """),
    ("total_of_obligors", "household", FLOW, """
        return household.obligors.total(lambda relative: max(relative.income, 0))
    """),
    ("household_fact_in_lambda", "household", COUNT, """
        return household.count(lambda member: household.area == "urban" and member.employed)
    """),
    ("lambda_in_a_lambda", "household", COUNT, """
        return household.count(lambda member: household.any(lambda other: other.employed) and member.employed)
    """),
    ("own_value_against_total", MH, FLAG, """
        return member.income.wage > household.total(lambda other: other.income.gift)
    """),
    ("helper", M, FLOW, "return cost(member) + cost(member)"),
    ("helper_with_keyword", M, FLAG, "return grown(member, years=60)"),
    ("helper_of_a_tuple", M, FLOW, """
        first, second = both(member)
        return first + second
    """),
    ("helper_that_may_say_none", M, FLOW, "return old_cost(member)"),
    ("helper_of_a_word", M, FLAG, 'return kind_of(member) == "mental"'),
    ("helper_that_calls_itself", M, FLOW, "return power(member.income.wage, 3)"),
    ("function_inside", M, FLOW, """
        limit = member.expense.rent

        def capped(amount):
            if amount > limit:
                return limit
            return amount

        return capped(member.income.wage) + capped(member.income.gift)
    """),
    ("lambda_kept", M, FLOW, """
        doubled = lambda amount, times=2: amount * times
        return doubled(member.income.wage)
    """),
    ("for_with_break", M, COUNT, """
        result = 0
        for limit, value in BANDS:
            if member.age_years < limit:
                result = value
                break
        return result
    """),
    ("for_with_else", M, COUNT, """
        for limit in (18, 60):
            if member.age_years < limit:
                return limit
        else:
            return 100
    """),
    ("for_with_continue", M, FLOW, """
        result = 0
        for amount in (member.income.wage, member.income.gift, member.expense.rent):
            if amount > member.expense.medical:
                continue
            result += amount
        return result
    """),
    ("for_over_range", M, COUNT, """
        years = 0
        for number in range(3):
            if member.age_years > number * 18:
                years = years + 1
        return years
    """),
    ("enumerate_and_zip", M, FLOW, """
        result = 0
        for place, (amount, flag) in enumerate(zip((member.income.wage, member.income.gift), (1, 2))):
            result += amount * (place + flag)
        return result
    """),
    ("list_made_in_a_loop", M, FLOW, """
        kept = []
        for amount in (member.income.wage, member.income.gift):
            if amount > 0:
                kept.append(amount)
        return sum(kept)
    """),
    ("walrus", M, FLOW, """
        if (rest := member.income.wage - member.expense.rent) > 0:
            return rest
        return 0
    """),
    ("augmented", M, FLOW, """
        result = member.income.wage
        result -= member.expense.rent
        result *= 2
        return result
    """),
    ("match_words", M, COUNT, """
        match member.relation:
            case "applicant" | "spouse":
                return 1
            case "child":
                return 2
            case _:
                return 3
    """),
    ("match_numbers", M, COUNT, """
        match member.disability.grade:
            case 1 | 2:
                return 1
            case 3 if member.employed:
                return 2
            case other:
                return other
    """),
    ("tuples_compared", M, FLAG, "return (member.employed, member.disability.grade) == (True, 2)"),
    ("none_on_some_paths", M, FLOW, """
        if member.employed:
            return None
        return member.income.gift
    """),
    ("asks_what_stands_behind", "member, above", FLOW, "return above * 2 if member.employed else above"),
    ("figure_flag", MS, FLAG, 'return standards.flag("open") and member.employed'),
    ("figure_count", MS, FLAG, 'return member.age_years < standards.count("adult")'),
    ("contradiction_is_seen", M, COUNT, """
        if member.age_years >= 18:
            return 1
        elif 17 >= member.age_years:
            return 2
        return 1 / 0
    """),
    ("zero_for_money", M, FLOW, "return 0"),
]  # fmt: skip


def source_of(arguments: str, body: str) -> str:
    return f"{HEADER}def rule({arguments}):\n{indent(dedent(body).strip(), '    ')}\n"


@pytest.mark.parametrize(("arguments", "unit", "body"), [each[1:] for each in WORKS], ids=[each[0] for each in WORKS])
def test_a_rule_means_the_same_on_symbols(arguments: str, unit: Unit, body: str, tmp_path: Path) -> None:
    rule = rule_of(load(tmp_path, source_of(arguments, body)))
    assert check_rule_source(rule, name="demo:rule") == []
    _, node = trace(rule, unit)
    fast = compiled_outputs([node])
    for values in HOUSEHOLDS:
        [stored] = fast(values)
        people = range(len(values["member"])) if "member" in arguments.split(", ") else (0,)
        for person in people:
            expected = plainly(rule, values, person, unit)
            assert reduced(node, values, person) == expected
            written = stored[person] if isinstance(stored, list) else stored
            assert written == (expected if unit == CHOICE else expected * node.den)


HOUSEHOLDS = households(60)

REFUSED: list[tuple[str, str, Unit, str, str]] = [
    ("is_true", M, FLAG, "return member.employed is True  #!", "compares objects.*write =="),
    ("is_not_none", M, FLAG, "return member.age_years is not None  #!", "compares objects.*write !="),
    ("isinstance", M, FLAG, "return isinstance(member.age_years, int)  #!", "compare the value itself"),
    ("type", M, FLAG, "return type(member.age_years) == int  #!", "compare the value itself"),
    ("tilde", M, FLAG, "return ~member.employed  #!", "write not"),
    ("bit_and", M, FLAG, "return member.employed & member.in_prison  #!", "write and"),
    ("bit_or", M, FLAG, "return member.employed | member.in_prison  #!", "write or"),
    ("bit_xor", M, FLAG, "return member.employed ^ member.in_prison  #!", "write !="),
    ("floor_division", M, FLOW, "return member.income.wage // 7  #!", "round_down"),
    ("remainder", M, FLOW, "return member.income.wage % 7  #!", "remainders"),
    ("power", M, COUNT, "return member.age_years ** 2  #!", "multiply with"),
    ("leading_plus", M, FLOW, "return +member.income.wage  #!", "leave it out"),
    ("round_function", M, FLOW, "return round(member.income.wage)  #!", "round_up"),
    ("int_function", M, COUNT, "return int(member.age_years / 2)  #!", "round_up"),
    ("divmod", M, COUNT, "return divmod(member.age_years, 2)[0]  #!", "round_up"),
    ("math_ceil", M, COUNT, "return math.ceil(member.age_years)  #!", "reads math"),
    ("float_literal", M, FLOW, "return member.income.wage * 0.3  #!", "figures.toml"),
    ("f_string", M, FLAG, 'return f"{member.age_years}" == "18"  #!', "f-string"),
    ("str_function", M, FLAG, 'return str(member.age_years) == "18"  #!', "let explain print it"),
    ("percent_text", M, FLAG, 'return "%d" % member.age_years == "18"  #!', "formatted text"),
    ("format_method", M, FLAG, 'return "{}".format(member.age_years) == "18"  #!', "reads .format"),
    ("repr_as_key", M, FLAG, "return repr(member.age_years) in KINDS  #!", "let explain print it"),
    ("while_loop", M, FLOW, """
        while member.employed:  #!
            return member.income.wage
        return 0
    """, "for loop over a tuple"),
    ("try_except", M, FLAG, """
        try:  #!
            return member.employd
        except Exception:
            return False
    """, "could hide one"),
    ("raises", M, FLAG, """
        if member.employed:
            raise ValueError  #!
        return True
    """, "return None"),
    ("asserts", M, FLAG, """
        assert member.employed  #!
        return True
    """, "return None"),
    ("imports", M, FLAG, """
        import os  #!
        return member.employed
    """, "top of the module"),
    ("global_counter", M, FLAG, """
        global calls  #!
        calls += 1
        return calls > 1 and member.employed
    """, "keeps nothing"),
    ("global_list", M, FLAG, """
        FOUND.append(1)  #!
        return len(FOUND) > 1 and member.employed
    """, "can change between rules"),
    ("global_table", M, COUNT, 'return TABLE["gift"]  #!', "write a tuple"),
    ("yields", M, FLAG, "yield member.employed  #!", "return one value"),
    ("class_inside", M, FLAG, """
        class Found:  #!
            pass
        return member.employed
    """, "write a function"),
    ("loop_over_a_set", M, COUNT, """
        for each in {1, 2, 3}:  #!
            if member.age_years > each:
                return each
        return 0
    """, "order changes from run to run"),
    ("slice", M, FLOW, "return sum([member.income.wage, member.income.gift][1:])  #!", "one by one"),
    ("no_return_at_the_end", M, FLAG, """
        if member.employed:
            return True
    """, "may end without return"),
    ("bare_return", M, FLAG, """
        if member.employed:
            return  #!
        return True
    """, "return None"),
    ("remembering_helper", M, COUNT, "return remembered(member)  #!", "may remember"),
    ("clock", M, COUNT, "return today()", "reads datetime"),
    ("chance", M, FLAG, "return random.random() and member.employed  #!", "reads random"),
    ("prints", M, FLAG, """
        print(member.age_years)  #!
        return member.employed
    """, "let explain print it"),
    ("sets_a_fact", M, FLAG, """
        member.age_years = 0  #!
        return member.employed
    """, "read-only"),
    ("setattr", M, FLAG, """
        setattr(member, "age_years", 0)  #!
        return member.employed
    """, "write the attribute"),
    ("getattr_with_default", M, FLAG, 'return getattr(member, "employd", False)  #!', "write the attribute"),
    ("changing_default", "member, kept=[]", FLAG, "return member.employed", "default argument that can change"),
    # What only the tracer can see:
    ("value_in_a_set", M, FLAG, "return member.age_years in {1, 2}  #!", "compare it with =="),
    ("table_by_value", M, COUNT, "return {18: 1}[member.age_years]  #!", "compare it with =="),
    ("value_as_position", M, COUNT, "return (1, 2, 3)[member.disability.grade]  #!", "cannot be used as a position"),
    ("range_of_value", M, COUNT, "return len([1 for each in range(member.age_years)])  #!", "range"),
    ("loop_over_a_value", M, FLOW, "return sum(each for each in member.income.wage)  #!", "household.total"),
    ("loop_over_people", "household", FLOW, "return sum(one.income.wage for one in household)  #!", "household.total"),
    ("loop_over_everyone", "household", COUNT, "return len([1 for one in household.everyone])  #!", "household.total"),
    ("length_of_household", "household", COUNT, "return len(household)  #!", "household.size"),
    ("amount_as_condition", M, FLAG, "return True if member.income.wage else False  #!", "compare it"),
    ("count_or_default", M, COUNT, "return member.age_years or 18  #!", "compare it"),
    ("person_as_condition", M, FLAG, "return not member  #!", "compare one of its facts"),
    ("flags_added", M, COUNT, "return member.employed + member.in_prison  #!", "household.count"),
    ("flags_summed", M, COUNT, "return sum([member.employed, member.in_prison])  #!", "household.count"),
    ("flag_times_money", M, FLOW, "return member.employed * member.income.wage  #!", "cannot be multiplied"),
    ("money_times_flag", M, FLOW, "return member.income.wage * member.employed  #!", "cannot be multiplied"),
    ("money_plus_number", M, FLOW, "return member.income.wage + 5  #!", "amounts are figures"),
    ("money_against_number", M, FLAG, "return member.income.wage > 5000  #!", "amounts are figures"),
    ("number_against_money", M, FLAG, "return 5000 < member.income.wage  #!", "amounts are figures"),
    ("max_with_number", M, FLOW, "return max(5000, member.income.wage)  #!", "amounts are figures"),
    ("money_times_money", M, FLOW, "return member.income.wage * member.income.gift  #!", "has no meaning"),
    ("flow_plus_stock", "household", FLOW, "return household.prior.amount + household.property.savings  #!",
     "months"),
    ("flow_against_stock", "household", FLAG, "return household.property.savings > household.prior.amount  #!",
     "months"),
    ("stock_times_months", "household", STOCK, "return household.property.savings * months(2)  #!", "has no meaning"),
    ("months_against_number", "prior", FLAG, "return prior.grace_months_used < 6  #!", "only 0 fits"),
    ("divided_by_count", MH, FLOW, "return member.income.wage / household.size  #!", "shared_by"),
    ("one_over_value", M, COUNT, "return 1 / member.age_years  #!", "multiplying both sides"),
    ("unknown_word", M, FLAG, 'return member.relation == "chlid"  #!', "they are applicant"),
    ("unknown_word_of_a_helper", M, FLAG, 'return kind_of(member) == "mentl"  #!', "they are"),
    ("choices_compared", M, FLAG, "return member.relation == member.education  #!", "one of the words"),
    ("words_ordered", M, FLAG, 'return member.education > "junior"  #!', "cannot be compared"),
    ("flag_equals_one", M, FLAG, "return member.employed == 1  #!", "True, False or another flag"),
    ("count_equals_true", M, FLAG, "return member.age_years == True  #!", "bare value True"),
    ("value_equals_none", M, FLAG, "return member.age_years == None  #!", "bare value None"),
    ("value_equals_text", M, FLAG, 'return member.age_years == "18"  #!', "bare value '18'"),
    ("misspelt_fact", M, FLAG, "return member.employd  #!", "did you mean member.employed"),
    ("misspelt_group", M, FLOW, "return member.incomes.wage  #!", "did you mean"),
    ("method_of_a_value", M, COUNT, "return member.age_years.bit_length()  #!", "offers comparison only"),
    ("value_called", M, FLAG, "return member.employed()  #!", "drop the parentheses"),
    ("group_called", M, FLAG, "return member.income()  #!", "without parentheses"),
    ("group_as_amount", M, FLOW, "return member.income + member.expense  #!", "use one of their facts"),
    ("persons_compared", MH, FLAG, "return household.any(lambda one: one == member)  #!", "use one of their facts"),
    ("person_as_key", M, COUNT, "return {member: 1}[member]  #!", "keeps a person"),
    ("two_members_compared", MH, COUNT, """
        return household.count(lambda other: other.age_years > member.age_years)  #!
    """, "one member's value with another's"),
    ("captured_value", MH, COUNT, """
        years = member.age_years
        return household.count(lambda other: other.age_years > years)  #!
    """, "one member's value with another's"),
    ("captured_condition", MH, COUNT, """
        return household.count(lambda other: member.employed)  #!
    """, "another member's value"),
    ("captured_split", MH, FLOW, """
        return household.total(lambda other: other.income.wage if member.employed else 0)  #!
    """, "one member's value with another's"),
    ("captured_in_inner_lambda", "household", COUNT, """
        return household.count(lambda one: household.any(lambda other: other.age_years > one.age_years))  #!
    """, "one member's value with another's"),
    ("captured_by_a_helper", MH, COUNT, """
        return household.count(lambda other: grown(other, years=member.age_years))
    """, "one member's value with another's"),
    ("member_against_obligor", MH, FLAG, """
        return household.obligors.any(lambda relative: relative.income > member.income.wage)  #!
    """, "one member's value with another's"),
    ("leaked_person", MH, FLOW, """
        kept = []
        household.total(lambda other: kept.append(other) or other.income.wage)
        return kept[0].income.wage
    """, "met inside total"),
    ("leaked_condition", "household", FLAG, """
        kept = []
        household.total(lambda other: kept.append(other) or other.income.wage)
        if kept[0].employed:
            return True
        return False
    """, "met inside total"),
    ("total_of_flags", "household", COUNT, "return household.total(lambda one: one.employed)  #!", "count the people"),
    ("total_of_constants", "household", COUNT, "return household.total(lambda one: 5)  #!", "no unit"),
    ("total_of_mixed_units", "household", FLOW, "return household.total(either_kind)  #!", "different units"),
    ("count_of_amounts", "household", COUNT, "return household.count(lambda one: one.income.wage)  #!", "wants flag"),
    ("none_in_a_total", "household", FLOW, "return household.total(old_cost)  #!", "answers with None"),
    ("answer_of_another_unit", M, FLOW, "return member.age_years", "answers with count; the question wants money"),
    ("units_mixed_in_branches", M, FLOW, """
        if member.employed:
            return member.income.wage
        return member.age_years
    """, "answers with count"),
    ("number_for_money", M, FLOW, "return 5000", "amounts of money are figures"),
    ("number_for_a_flag", M, FLAG, "return 1", "wants flag"),
    ("text_for_money", M, FLOW, 'return "5000"', "amounts of money are figures"),
    ("shared_without_article", MH, FLOW, """
        return member.income.wage.shared_by(household.size, round="up", article="")  #!
    """, "the article that says so"),
    ("shared_in_no_direction", MH, FLOW, """
        return member.income.wage.shared_by(household.size, round="nearest", article="x")  #!
    """, "'half_up'"),
    ("shared_by_a_share", "member, household, standards", FLOW, """
        return member.income.wage.shared_by(household.size * standards.share("cap"), round="up", article="x")  #!
    """, "whole count"),
    ("rounded_to_a_number", M, FLOW, "return member.income.wage.round_up(to=100)  #!", r"fen\(n\) or yuan\(n\)"),
    ("rounded_to_nothing", M, FLOW, "return member.income.wage.round_up(to=fen(0))  #!", r"at least fen\(1\)"),
    ("rounded_per_week", M, FLOW, 'return member.income.wage.round_up(to=fen(1), per="week")  #!', "per='month'"),
    ("rounded_count", M, COUNT, "return member.age_years.round_up(to=fen(1))  #!", "only money"),
    ("min_of_one_value", M, FLOW, "return min(member.income.wage)  #!", "two values or more"),
    ("min_of_flags", M, FLAG, "return min(member.employed, member.in_prison)  #!", "cannot be compared"),
    ("endless_helper", M, FLAG, "return endless(member)", "RecursionError"),
    ("error_on_one_path", M, COUNT, "return refuses(member)", "ZeroDivisionError.*where"),
    ("more_questions_than_allowed", M, COUNT, """
        for number in range(100):
            if member.age_years == number:  #!
                return number
        return 0
    """, "more than 64 questions in a row"),
    ("more_paths_than_allowed", M, COUNT, """
        found = 0
        for amount in (member.income.wage, member.income.gift, member.income.other, member.income.business,
                       member.paid.tax, member.paid.support, member.expense.rent, member.expense.medical,
                       member.expense.education, member.expense.disability):
            if amount > 0:
                found += 1
        return found
    """, "more than 512 paths .*split it into parts"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "unit", "body", "why"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED]
)
def test_what_would_mean_something_else_is_refused_where_it_stands(
    arguments: str, unit: Unit, body: str, why: str, tmp_path: Path
) -> None:
    text = source_of(arguments, body)
    rule = rule_of(load(tmp_path, text))
    marked = [number for number, line in enumerate(text.splitlines(), 1) if line.endswith("#!")]
    place = rf"{Path(rule.__code__.co_filename).name}:{marked[0] if marked else ''}"
    with pytest.raises(RuleError, match=f"(?s)demo:rule.*{why}") as caught:
        loaded_and_traced(rule, unit)
    assert place in str(caught.value)


def loaded_and_traced(rule, unit):
    problems = check_rule_source(rule, name="demo:rule")
    if problems:
        raise RuleError("\n".join(map(str, problems)))
    trace(rule, unit)


def test_a_rule_that_nobody_stands_behind_may_not_say_none(tmp_path: Path) -> None:
    rule = rule_of(load(tmp_path, source_of(M, "return None if member.age_years < 18 else member.employed")))
    with pytest.raises(RuleError, match=r"rules_\d+.py:\d+\): leaves 'asked' unanswered where member.age_years < 18"):
        trace(rule, FLAG, default=False)
