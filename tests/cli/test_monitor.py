"""`dibao monitor` looks at every file that can be read and decides nothing."""

import json
from typing import Any

DAY = ("--on", "2024-05-01")
ALONE = {"id": "h", "jurisdiction": "431281", "members": [{"id": "a", "relation": "applicant"}]}
FLAGGED = {**ALONE, "id": "flagged", "monitoring": {"flagged": True}}


def test_one_member_suffices_and_nothing_is_wrong_with_it(run, write):
    result = run("monitor", write(ALONE), *DAY, "--lang", "en")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Household h: certain signs: 0" in result.stdout
    assert "first find out what the possible ones lack" in result.stdout


def test_a_certain_sign_ends_with_zero_too(run, write):
    result = run("monitor", write(FLAGGED), *DAY)
    assert result.exit_code == 0
    assert "1项确定的预警信号" in result.stdout
    assert "入户走访" in result.stdout


def test_a_bad_file_is_a_problem_and_stops_no_other(run, write):
    bad, good = write(b'{"id":', "bad.json"), write(FLAGGED, "good.json")
    result = run("monitor", bad, good, *DAY, "--lang", "en")
    assert result.exit_code == 1
    assert "Household flagged: certain signs: 1" in result.stdout
    assert result.stderr.startswith(f"{bad}: ")


def test_json_is_one_answer_or_a_list(run, write):
    first, second = write(ALONE, "1.json"), write(FLAGGED, "2.json")
    one = json.loads(run("monitor", second, *DAY, "--json").stdout_bytes)
    several = json.loads(run("monitor", first, second, *DAY, "--json").stdout_bytes)
    assert (one["form"], one["next_steps"]) == ("watch-1", ["visit"])
    assert [(each["household"], each["next_steps"]) for each in several] == [("h", []), ("flagged", ["visit"])]


def test_a_day_without_a_means_test_is_a_problem(run, write):
    result = run("monitor", write(ALONE), "--on", "2000-01-01")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no means test is known for 431281 on 2000-01-01" in result.stderr


def test_an_offices_own_limit_is_used(run, write, tmp_path):
    office = tmp_path / "office.toml"
    office.write_text(
        """
        [document.office]
        title = "测试用数值"
        english = "Figures for this test"
        issuer = "洪江市民政局"
        level = "fixture"
        [[monitoring.medical_share]]
        code = "431281"
        value = 0.5
        since = 2024
        until = 2024
        document = "office"
        grade = "assumed"
        """,
        encoding="utf-8",
    )
    member: dict[str, Any] = {
        "id": "a",
        "relation": "applicant",
        "born": "1980-05-01",
        "disability": None,
        "needs_help": {},
    }
    known = {**member, "incomes": {"wage": "1000"}, "expenses": {"medical": "600"}, "flags": {}, "education": "none"}
    path = write({**ALONE, "area": "rural", "obligors": [], "prior": None, "members": [known]})
    signs = json.loads(run("monitor", path, *DAY, "--figures", office, "--json").stdout_bytes)["signs"]
    assert [(each["name"], each["grade"]) for each in signs if each["likelihood"] == "certain"] == [
        ("medical_cost_burst", "assumed")
    ]
