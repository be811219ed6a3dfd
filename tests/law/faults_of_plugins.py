"""Plug-ins, documents and article tables that do not fit together."""

from tests.law.fault import (
    LIST_NOTICE,
    MEASURES,
    NOTICE,
    Fault,
    second,
)
from tests.law.planted_world import Change

NOTHING_DECIDED = " Until then nothing is decided for 980101."
"""What is said of a plug-in that could not be imported."""
PLUGINS = (
    Fault(
        "rule imported into a second module",
        check="questions",
        wrong=(Change("yun/notice.py", "from yun.measures import conscript\n"), *LIST_NOTICE),
        healed=(Change("yun/notice.py", "from yun import measures\n"), *LIST_NOTICE),
        message=(
            "yun/measures.py:8 yun-2022:conscript is imported into yun.notice (yun), where it would answer again. "
            "Import a plain function, or leave it in its own module."
        ),
    ),
    Fault(
        "two plug-ins with one name",
        check="loads",
        wrong=(
            *second("980101", "another", "grace_benefit"),
            Change("second/__init__.py", 'Plugin("hebian"', 'Plugin("second"'),
        ),
        healed=second("980101", "another", "grace_benefit"),
        message=(
            "two plug-ins are called 'hebian', for 980101 (package hebian) and 980101 (package second). Rename one."
        ),
    ),
    Fault(
        "two documents with one id",
        check="documents",
        wrong=(
            *second("980101", "another", "grace_benefit"),
            Change("second/notice.py", '"hebian-2022"', '"second-2023"'),
        ),
        healed=second("980101", "another", "grace_benefit"),
        message=(
            "second/notice.py:3 second has a document 'hebian-2022'; hebian has one at hebian/notice.py:3. Rename one."
        ),
    ),
    Fault(
        "module that cannot be imported",
        check="loads",
        wrong=(Change(NOTICE, "\nimport no_such_module\n"),),
        message=(
            "hebian:plugin (hebian:plugin) cannot be imported: ModuleNotFoundError: No module named 'no_such_module' "
            "(hebian/notice.py:13). Repair or uninstall it." + NOTHING_DECIDED
        ),
    ),
    Fault(
        "rule without a title",
        check="loads",
        wrong=(Change(NOTICE, "", ', title="最低补差"'),),
        message=(
            "hebian:plugin (hebian:plugin) cannot be imported: TypeError: Regulation.article() missing 1 required "
            "keyword-only argument: 'title' (hebian/notice.py:8). Repair or uninstall it." + NOTHING_DECIDED
        ),
    ),
    Fault(
        "document with an empty title",
        check="documents",
        wrong=(Change(NOTICE, 'title=""', 'title="河边县通知"'),),
        message=(
            "hebian/notice.py:3 hebian-2022 says title=''; expected the Chinese title of the document."
            + NOTHING_DECIDED
        ),
    ),
    Fault(
        "document that ends before it starts",
        check="documents",
        wrong=(Change(NOTICE, 'since="2022", until="2020", grade', 'since="2022", grade'),),
        message=(
            "hebian/notice.py:3 hebian-2022 runs from 2022-01-01 until 2020-12-31. Put the earlier day first."
            + NOTHING_DECIDED
        ),
    ),
    Fault(
        "document of a grade that is none",
        check="documents",
        wrong=(Change(NOTICE, 'grade="rumoured"', 'grade="reported"'),),
        message=(
            "hebian/notice.py:3 hebian-2022 says grade='rumoured'; expected one of official, reported, secondary, "
            "assumed." + NOTHING_DECIDED
        ),
    ),
    Fault(
        "article table that names a missing rule",
        check="articles",
        wrong=(Change("yun/coverage.toml", '["conscripts"]', '["conscript"]'),),
        message=(
            "yun/coverage.toml:1 yun-2022 art. 1 is implemented by 'yun-2022:conscripts', but no rule has that id. "
            "Did you mean 'yun-2022:conscript'?"
        ),
    ),
    Fault(
        "article that its table lacks",
        check="articles",
        wrong=(Change(MEASURES, "art. 9", "art. 2"),),
        message=(
            "yun/coverage.toml:1 yun-2022 has no entry for art. 9, which the rule 'yun-2022:grace' "
            "(yun/measures.py:14) cites. Add the article, or correct the citation."
        ),
    ),
    Fault(
        "finding of an article table that is no fact",
        check="articles",
        wrong=(Change("yun/coverage.toml", '["property_within_limit"]', '["property_within_limits"]'),),
        message=(
            "yun/coverage.toml:15 yun-2022 art. 3 names the finding 'property_within_limit', which is no fact. Did "
            "you mean 'property_within_limits'?"
        ),
    ),
    Fault(
        "ladder declared twice",
        check="loads",
        wrong=(
            Change("hebian/__init__.py", 'package="hebian", ladder=LADDER)', 'package="hebian")'),
            Change(
                "hebian/__init__.py",
                "from dibao.law.plugins import Plugin\nfrom dibao.national.ladder import LADDER\n",
                "from dibao.law.plugins import Plugin\n",
            ),
        ),
        message=(
            "hebian (for 980101) and nation (for 000000) declare a ladder of statuses each; expected the nation's "
            "plug-in and no other. Leave out ladder=... elsewhere."
        ),
    ),
)
