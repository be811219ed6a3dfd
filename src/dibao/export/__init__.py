"""List whom a service may be told of: rows with the fields a view names, and no others.

A list that leaves the office holds no more than its purpose needs (社会救助法 art. 11).

    listing = rows(decisions, "dibao", fields=("household", "monthly"))
    write_csv(listing, "dibao.csv")
"""

from dibao.export.fields import Field, Value, Word
from dibao.export.listing import LeftOut, Listing, rows
from dibao.export.views import VIEWS, View
from dibao.export.writers import csv_text, to_json, write_csv, write_json

__all__ = [
    "VIEWS",
    "Field",
    "LeftOut",
    "Listing",
    "Value",
    "View",
    "Word",
    "csv_text",
    "rows",
    "to_json",
    "write_csv",
    "write_json",
]
