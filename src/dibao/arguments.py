"""Give the types of what a rule is handed: import them to annotate rules.

With them a type checker and an editor know every fact, finding and quantity,
and a misspelt one is a type error. `dibao.Household` is something else: what
is stated of a family, before any rule is asked.
"""

from dibao.law.arguments import (
    Amount,
    Category,
    Group,
    Household,
    Item,
    Member,
    Obligor,
    Prior,
    Standards,
)

__all__ = ["Amount", "Category", "Group", "Household", "Item", "Member", "Obligor", "Prior", "Standards"]
