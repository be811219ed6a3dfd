"""Write the package of a new plug-in from what its author knows; it needs `dibao[author]`."""

from dibao.authoring.answers import Answers, Document, Placed, Standard
from dibao.authoring.writing import write_plugin

__all__ = ["Answers", "Document", "Placed", "Standard", "write_plugin"]
