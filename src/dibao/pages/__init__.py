"""Write a page on each region from its plug-in alone; charts need `dibao[docs]`."""

from dibao.pages.pages import page_text, write_pages
from dibao.pages.region import Region, regions_of

__all__ = ["Region", "page_text", "regions_of", "write_pages"]
