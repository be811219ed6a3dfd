"""Jiangxi: five funeral services free of charge for everybody (report of 2019)."""

from dibao import Regulation

# The report tells that the services are free by its day; since when, and by which document, is not known.
report = Regulation(
    "jiangxi-report-2019",
    title="回望2019·江西篇：以民为本 扎实推进民政改革创新",
    english="Report of 2019-12-25 on the work of Jiangxi's civil affairs",
    issuer="中国社会报",
    jurisdiction="360000",
    since="2019-12-25",
    until="unknown",
    grade="reported",
    level="report",
)
FREE = "五项基本殡葬服务免费"


@report.article(
    FREE,
    answers="entitlement",
    title="遗体接运免费（家中有人去世时）",
    english="transport of the body free of charge, when somebody of the family dies",
)
def free_body_transport():
    """When somebody dies, the body is fetched free of charge, whatever the family's means.

    The funeral home leaves the charge off its bill.
    """
    return True


@report.article(
    FREE,
    answers="entitlement",
    title="遗体暂存免费（家中有人去世时）",
    english="temporary storage of the body free of charge, when somebody of the family dies",
)
def free_body_storage():
    """When somebody dies, the body is kept for a time free of charge, whatever the family's means.

    The funeral home leaves the charge off its bill.

    Not modelled: for how many days.
    """
    return True


@report.article(
    FREE,
    answers="entitlement",
    title="遗体火化免费（家中有人去世时）",
    english="cremation free of charge, when somebody of the family dies",
)
def free_cremation():
    """When somebody dies, the cremation is free of charge, whatever the family's means.

    The funeral home leaves the charge off its bill.
    """
    return True


@report.article(
    FREE,
    answers="entitlement",
    title="普通骨灰盒免费（家中有人去世时）",
    english="an ordinary urn free of charge, when somebody of the family dies",
)
def free_urn():
    """When somebody dies, an ordinary urn is free of charge, whatever the family's means.

    The funeral home leaves the charge off its bill.

    Not modelled: up to which price an urn is ordinary.
    """
    return True


@report.article(
    FREE,
    answers="entitlement",
    title="骨灰寄存免费（家中有人去世时）",
    english="keeping of the urn free of charge, when somebody of the family dies",
)
def free_urn_storage():
    """When somebody dies, the urn is kept free of charge, whatever the family's means.

    The funeral home leaves the charge off its bill.

    Not modelled: for how many years.
    """
    return True
