import pytest

from dibao.law.competence import may_answer, tier_of
from dibao.law.questions import Question
from dibao.symbols.units import FLAG

CODES = {"nation": "000000", "province": "430000", "prefecture": "431200", "county": "431281"}


@pytest.mark.parametrize(("tier", "code"), CODES.items())
def test_a_code_tells_its_level(tier, code):
    assert tier_of(code) == tier


@pytest.mark.parametrize(
    ("open_to", "allowed"),
    [
        ("nation", ["nation"]),
        ("province", ["nation", "province"]),
        ("prefecture", ["nation", "province", "prefecture"]),
        ("county", list(CODES)),
        ("any", list(CODES)),
    ],
)
def test_a_level_and_all_above_it_may_answer(open_to, allowed):
    question = Question("left_out", 1, "any", open_to, False, FLAG, ())
    assert [tier for tier, code in CODES.items() if may_answer(code, question)] == allowed
