import pytest
from tests.law.planting import document, planted, planted_nation, rule

from dibao.errors import PluginError
from dibao.law.registry import gather

NATION = document("cn-2021", "000000") + rule("supplement") + rule("old", until="2022", answers="supplement")


def only_sentence(*plugins):
    with pytest.raises(PluginError) as caught:
        gather(plugins)
    (problem,) = caught.value.problems
    return str(problem)


def hunan(text, **more):
    return planted("hunan", "430000", document("hunan-2023", "430000", "2023", **more) + text)


def repeal(target):
    return f'scheme.repeal("{target}", article="art. 9", title="废止")\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            rule("supplement", replaces="cn-2021:suplement"),
            "planted/hunan_0.py:2 hunan-2023:supplement replaces 'cn-2021:suplement', a rule that no loaded plug-in "
            "has. Did you mean 'cn-2021:supplement'?",
        ),
        (
            rule("standard", replaces="cn-2021:supplement"),
            "planted/hunan_0.py:2 hunan-2023:standard answers 'standard' and replaces cn-2021:supplement "
            "(planted/nation_0.py:2), which answers 'supplement'. Name another.",
        ),
        (
            rule("supplement", replaces="cn-2021:old"),
            "planted/hunan_0.py:2 hunan-2023:supplement replaces cn-2021:old (planted/nation_0.py:6), which is in "
            "force on none of its days (2021-01-01 until 2022-12-31).",
        ),
        (
            rule("young", answers="supplement") + rule("supplement", replaces="hunan-2023:young"),
            "planted/hunan_0.py:6 hunan-2023:supplement replaces hunan-2023:young (planted/hunan_0.py:2), a rule of "
            "its own document. Write both into one function, or date them.",
        ),
        (
            repeal("zz:nothing"),
            "planted/hunan_0.py:2 hunan-2023 repeals 'zz:nothing', a rule that no loaded plug-in has. Install its "
            "plug-in, or leave it out.",
        ),
        (
            repeal("cn-2021:old"),
            "planted/hunan_0.py:2 hunan-2023 repeals cn-2021:old (planted/nation_0.py:6), which is in force on none "
            "of its days (2021-01-01 until 2022-12-31).",
        ),
        (
            rule("supplement", replaces="cn-2021:supplement") + repeal("hunan-2023:supplement"),
            "planted/hunan_0.py:6 hunan-2023 repeals its own hunan-2023:supplement (planted/hunan_0.py:2). Give that "
            "rule its last day instead.",
        ),
    ],
)
def test_a_reference_that_cannot_be_meant_is_refused(text, sentence):
    assert only_sentence(planted_nation(NATION), hunan(text)) == sentence


def test_an_amended_document_must_be_there():
    assert only_sentence(planted_nation(NATION), hunan("", amends=("hunan-2018",))) == (
        "planted/hunan_0.py:1 hunan-2023 amends 'hunan-2018', a document that no loaded plug-in has. "
        "Install its plug-in, or leave the name out."
    )


def test_only_documents_of_one_jurisdiction_amend_each_other():
    assert only_sentence(planted_nation(NATION), hunan("", amends=("cn-2021",))) == (
        "planted/hunan_0.py:1 hunan-2023 of 430000 amends cn-2021 (planted/nation_0.py:1) of 000000; only documents "
        "of one jurisdiction amend each other. Replace its rules instead."
    )


def test_amending_in_a_circle_names_every_document_of_it():
    one, two = document("a", "430000", amends=("b",)), document("b", "430000", amends=("a",))
    with pytest.raises(PluginError) as caught:
        gather([planted("hunan", "430000", one, two)])
    assert [str(problem) for problem in caught.value.problems] == [
        "planted/hunan_0.py:1 a amends itself through b (planted/hunan_1.py:1). Let only the later one amend.",
    ]
