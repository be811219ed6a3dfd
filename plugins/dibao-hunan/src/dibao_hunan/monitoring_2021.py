"""Hunan: the provincial system that watches for a return to poverty."""

from dibao import Regulation

# Known through a report on a case of 31 May 2021 in Xiangtan county: the system was in use by then. No text that
# sets it up is known, nor the day on which it started: the month of the case is taken from its first day on.
monitoring = Regulation(
    "hunan-monitoring-2021",
    title="湖南省防返贫监测与帮扶管理系统（据中国社会报2022年8月18日报道）",
    english="Hunan's system of monitoring against a return to poverty, as China Society News reported on 2022-08-18",
    issuer="湖南省",
    jurisdiction="430000",
    since="2021-05",
    grade="reported",
    level="report",
)


@monitoring.article(
    "防返贫监测反馈",
    answers="warning_sign",
    title="防返贫监测系统预警",
    english="flagged by the monitoring against a return to poverty",
    looks_at="temporary_assistance_urgent",
)
def flagged_against_poverty(household):
    """A household that the provincial system flags is visited, and may need temporary help.

    Not modelled: what the system looks at. Its flag is stated as it is fed back.
    """
    return household.monitoring.flagged
