"""`dibao deadlines` says what is due, in words or as data."""

import json

DECISION = "完成审核确认：2024-11-06前完成（含当日）；自受理申请（2024-09-20）起30个工作日，民发〔2021〕57号 第二十二条"


def test_thirty_working_days_leap_over_the_national_holiday(run):
    done = run("deadlines", "431281", "accepted", "--on", "2024-09-20")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == DECISION


def test_special_circumstances_give_forty_five_working_days(run):
    done = run("deadlines", "431281", "accepted", "--on", "2024-09-20", "--when", "special", "--format", "json")
    [decision] = [each for each in json.loads(done.stdout) if each["name"] == "decision"]
    assert (decision["length"], decision["unit"], decision["due"]) == (45, "workdays", "2024-11-27")


def test_a_year_whose_holidays_nobody_announced_is_open(run):
    done = run("deadlines", "431281", "accepted", "--on", "2034-09-20", "--lang", "en")
    assert done.exit_code == 3
    assert "2034" in done.stdout


def test_a_place_that_nobody_knows_is_one_sentence(run):
    done = run("deadlines", "431299", "accepted", "--on", "2024-09-20")
    assert done.exit_code == 1
    assert "431299 is not a jurisdiction of any loaded plug-in" in done.stderr
    assert "Traceback" not in done.stderr
