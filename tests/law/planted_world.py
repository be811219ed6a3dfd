"""An invented nation with a province and a county, written as three plug-in packages.

Nothing is wrong with it. A fault is planted by changing or adding text; the
jurisdictions are of no real place, so that a change of law breaks no test.
"""

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from attrs import define, frozen

from dibao import Engine, Problem
from dibao.errors import PluginError
from dibao.law import plugins

NATION = "nation"
PACKAGES = (NATION, "yun", "hebian", "second")

FILES: dict[str, str] = {
    "nation/__init__.py": """\
from dibao.law.plugins import Plugin
from dibao.national import HOOKSPECS
from dibao.national.ladder import LADDER
from nation import measures

plugin = Plugin("nation", "000000", (measures,), package="nation", hookspecs=HOOKSPECS, ladder=LADDER)
""",
    "nation/measures.py": '''\
from dibao import Regulation, fen

scheme = Regulation("cn-2021", title="国办法", issuer="民政部", jurisdiction="000000", since="2021", grade="official")


@scheme.article("art. 1", answers="belongs", title="家庭成员")
def everybody():
    """Everybody belongs."""
    return True


@scheme.article("art. 2", answers="left_out", title="服刑人员")
def in_prison(member):
    """Who is in prison is left out."""
    return member.in_prison


@scheme.article("art. 3", answers="standard", title="标准")
def local_standard(household, standards):
    """Each person has the standard of the area."""
    if household.area == "urban":
        return standards.money("dibao.standard.urban")
    return standards.money("dibao.standard.rural")


@scheme.article("art. 4", answers="benefit", title="差额")
def gap(household):
    """The gap is paid."""
    return household.gap


@scheme.article("art. 5", answers="payable", title="进到分")
def whole_fen(amount):
    """An award is rounded up to the next fen."""
    return amount.round_up(to=fen(1))


@scheme.article("art. 6", answers="supplement", title="老年人")
def old(member, standards):
    """The old get more."""
    if member.age_years >= standards.count("nation.old_age"):
        return member.standard * standards.share("nation.old_share")
    return 0


@scheme.article("art. 7", answers="supplement", title="旧规定", until="2021-06")
def ended(member):
    """A rule that ended soon."""
    return 0
''',
    "nation/figures.toml": """\
[document.cn-2021]
title = "国办法"
english = "National measures"
issuer = "民政部"
level = "measure"
grade = "official"

[figure."dibao.standard.urban"]
unit = "flow"
title = "城市标准"
english = "urban standard"

[figure."dibao.standard.rural"]
unit = "flow"
title = "农村标准"
english = "rural standard"

[figure."dibao.guide.rural"]
unit = "flow"
title = "农村指导标准"
english = "rural guide"
applied = false

[figure."nation.old_age"]
unit = "count"
title = "老年人年龄"
english = "age of the old"

[figure."nation.old_share"]
unit = "share"
title = "老年人比例"
english = "share for the old"
max = 1

[[nation.old_age]]
code = "000000"
value = 70
since = 2021
until = "open"
document = "cn-2021"
grade = "official"

[[nation.old_share]]
code = "000000"
value = 0.2
since = 2021
until = "open"
document = "cn-2021"
grade = "official"
""",
    "nation/jurisdictions.toml": """\
["000000"]
title = "某国"
english = "A nation"
""",
    "yun/__init__.py": """\
from dibao.law.plugins import Plugin
from yun import measures

plugin = Plugin("yun", "980000", (measures,), package="yun")
""",
    "yun/measures.py": '''\
from dibao import Regulation

scheme = Regulation(
    "yun-2022", title="云省办法", issuer="民政厅", jurisdiction="980000", since="2022", grade="reported"
)


@scheme.article("art. 1", answers="left_out", title="义务兵")
def conscript(member):
    """A conscript is left out."""
    return member.active_conscript


@scheme.article("art. 2", answers="grace_months", title="渐退期")
def grace(prior, standards):
    """A benefit fades out for some months."""
    if prior.on_dibao:
        return standards.months("yun.grace")
    return 0


scheme.left_to_officer("art. 3", finding="property_within_limits", title="财产符合规定")
''',
    "yun/figures.toml": """\
[document.yun-2022]
title = "云省办法"
english = "Measures of Yun"
issuer = "民政厅"
level = "measure"
grade = "reported"

[figure."yun.grace"]
unit = "months"
title = "渐退期"
english = "months of grace"

[[yun.grace]]
code = "980000"
value = 6
since = 2022
until = "open"
document = "yun-2022"
grade = "reported"

[[dibao.guide.rural]]
code = "980000"
amount = 400
per = "month"
since = 2022
until = "open"
document = "yun-2022"
grade = "reported"
""",
    "yun/jurisdictions.toml": """\
["980000"]
parent = "000000"
title = "云省"
english = "Yun"

["980100"]
parent = "980000"
title = "云市"
english = "Yun City"
""",
    "yun/facts.toml": """\
[[group]]
entity = "member"
place = "facts"
prefix = "yun."
unit = "flag"
facts = [
  { key = "registered_poor", title = "建档立卡", english = "registered as poor" },
]
""",
    "yun/coverage.toml": """\
[[yun-2022]]
article = "art. 1"
treatment = "rules"
rules = ["conscript"]
english = "Conscripts."
chinese = "义务兵。"

[[yun-2022]]
article = "art. 2"
treatment = "rules"
rules = ["grace"]
english = "Grace."
chinese = "渐退期。"

[[yun-2022]]
article = "art. 3"
treatment = "officers"
findings = ["property_within_limits"]
english = "Property."
chinese = "财产。"
""",
    "hebian/__init__.py": """\
from dibao.law.plugins import Plugin
from hebian import notice

plugin = Plugin("hebian", "980101", (notice,), package="hebian")
""",
    "hebian/notice.py": '''\
from dibao import Regulation, months

scheme = Regulation(
    "hebian-2022", title="河边县通知", issuer="民政局", jurisdiction="980101", since="2022", grade="reported"
)


@scheme.article("part 1", answers="benefit", title="最低补差")
def least(above, standards):
    """No award is below the least amount."""
    return max(above, standards.money("hebian.least"))
''',
    "hebian/figures.toml": """\
[document.hebian-2022]
title = "河边县通知"
english = "Notice of Hebian"
issuer = "民政局"
level = "notice"
grade = "reported"

[figure."hebian.least"]
unit = "flow"
title = "最低补差"
english = "least award"

[[hebian.least]]
code = "980101"
amount = 50
per = "month"
since = 2022
until = "open"
document = "hebian-2022"
grade = "reported"

[[dibao.standard.urban]]
code = "980101"
amount = 700
per = "month"
since = 2021
until = "open"
document = "hebian-2022"
grade = "reported"

[[dibao.standard.rural]]
code = "980101"
amount = 5400
per = "year"
since = 2021
until = "open"
document = "hebian-2022"
grade = "reported"
""",
    "hebian/jurisdictions.toml": """\
["980101"]
parent = "980100"
title = "河边县"
english = "Hebian"
""",
}


@frozen
class Change:
    """Text put in the place of other text of one file, or at its end."""

    file: str
    new: str
    old: str = ""

    def to(self, files: Mapping[str, str]) -> dict[str, str]:
        """Give the files with this change made; the old text must be there once."""
        text = files.get(self.file, "")
        assert not self.old or text.count(self.old) == 1, f"{self.file} has {self.old!r} {text.count(self.old)} times"
        return {**files, self.file: text.replace(self.old, self.new) if self.old else text + self.new}


@define
class Planted:
    """Writes the world with some changes, loads it and checks it."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch

    def problems(self, *changes: Change) -> tuple[Problem, ...]:
        """Give what is wrong, whether loading or checking finds it."""
        try:
            return tuple(self.engine(*changes).check())
        except PluginError as error:
            return tuple(error.problems)

    def engine(self, *changes: Change) -> Engine:
        """Load the world from a folder of its own."""
        files: Mapping[str, str] = FILES
        for change in changes:
            files = change.to(files)
        root = self.folder / f"world{len(list(self.folder.iterdir()))}"
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        forget()
        self.monkeypatch.syspath_prepend(root)
        points = [EntryPoint(each.name, f"{each.name}:plugin", "dibao") for each in sorted(root.iterdir())]
        others = [each for each in points if each.name != NATION]
        self.monkeypatch.setattr(plugins, "entry_points", lambda group: others)
        return Engine()


@contextmanager
def world_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Planted]:
    """Put the invented nation in the place of the built-in one, as long as it is used."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(plugins, "BUILT_IN", NATION)
    yield Planted(folder, monkeypatch)
    forget()


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Planted]:
    """Put the invented nation in the place of the built-in one, for one test."""
    with world_in(tmp_path, monkeypatch) as world:
        yield world


def forget() -> None:
    """Unload the world's packages, whose names the next world uses again."""
    importlib.invalidate_caches()
    for name in [each for each in sys.modules if each.partition(".")[0] in PACKAGES]:
        del sys.modules[name]
