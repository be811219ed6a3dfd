"""Decide household means tests in China's social assistance, exact to the fen."""

from dibao.assess.decision import Decision
from dibao.assess.engine import Engine
from dibao.assess.interview import Interview
from dibao.assess.policy import Policy
from dibao.deprecation import DibaoDeprecationWarning
from dibao.errors import (
    DibaoError,
    GradeTooLow,
    InputError,
    NoFigureInForce,
    NoPolicyInForce,
    PluginError,
    Problem,
    RuleError,
    SetAsideWarning,
    UnitError,
    UnknownFactError,
)
from dibao.household.files import read_household_file
from dibao.household.intake import read_household, to_json_data
from dibao.household.models import BenefitState, Disability, Household, Member, Obligor
from dibao.household.stated import UNKNOWN
from dibao.household.verified import Verified
from dibao.law.plugins import Plugin
from dibao.law.regulation import Regulation
from dibao.symbols.amounts import Area, Money, Months, fen, months, yuan
from dibao.timeline import timeline
from dibao.timeline.case import Case
from dibao.timeline.intake import read_case, read_case_file
from dibao.version import VERSION

__version__ = VERSION
__all__ = [
    "UNKNOWN",
    "Area",
    "BenefitState",
    "Case",
    "Decision",
    "DibaoDeprecationWarning",
    "DibaoError",
    "Disability",
    "Engine",
    "GradeTooLow",
    "Household",
    "InputError",
    "Interview",
    "Member",
    "Money",
    "Months",
    "NoFigureInForce",
    "NoPolicyInForce",
    "Obligor",
    "Plugin",
    "PluginError",
    "Policy",
    "Problem",
    "Regulation",
    "RuleError",
    "SetAsideWarning",
    "UnitError",
    "UnknownFactError",
    "Verified",
    "fen",
    "months",
    "read_case",
    "read_case_file",
    "read_household",
    "read_household_file",
    "timeline",
    "to_json_data",
    "yuan",
]
