"""How severe a disability is, where several of Hebei's documents ask alike."""


def has_grade_one_or_two(member):
    """Tell whether the certificate is of the first or the second grade, of whatever kind."""
    return 1 <= member.disability.grade <= 2
