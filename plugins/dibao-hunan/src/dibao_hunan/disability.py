"""How severe a disability is, where several of Hunan's documents ask alike."""


def has_grade_one_or_two(member):
    """Tell whether the certificate is of the first or the second grade, of whatever kind."""
    return 1 <= member.disability.grade <= 2


def has_grade_one_or_two_or_three_of_the_mind(member):
    """Tell whether the grade is 1 or 2, or 3 with an intellectual or mental disability."""
    grade, kind = member.disability.grade, member.disability.kind
    return has_grade_one_or_two(member) or (grade == 3 and kind in ("intellectual", "mental"))
