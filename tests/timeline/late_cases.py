"""Cases in which the office hears of something late."""

from dibao import Engine, read_case

ENGINE = Engine()


def member(id, relation="applicant", **more):
    return {"id": id, "relation": relation, "born": "1970-01-01", "incomes": {}, "flags": {}, **more}


def case(*events, jurisdiction="431281", area="rural", members=None, stated="2023-06-01", admitted="2023-06-15"):
    """Give a family without income that is taken up on a day, with what happened since."""
    household = {
        "id": "late", "jurisdiction": jurisdiction, "area": area, "findings": {"property_within_limits": True},
        "members": members or [member("a"), member("b", "spouse")], "prior": None,
    }  # fmt: skip
    begun = [
        {"on": stated, "kind": "application"},
        {"on": admitted, "kind": "decision", "circumstances": "stable"},
    ]
    return read_case({"household": household, "stated": stated, "events": [*begun, *events]})


DEATH = {"on": "2024-02-10", "kind": "died", "member": "b", "known": "2024-06-03"}


def liling():
    return case(jurisdiction="430281", members=[member("a")], stated="2018-11-05", admitted="2018-12-03")


def nanchang(area):
    return case(jurisdiction="360100", area=area, members=[member("a")], stated="2017-11-06", admitted="2017-12-04")
