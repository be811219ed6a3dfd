"""The reference says what the code says now."""

import pytest
from tests.docs.reference_pages import PARTS, REFERENCE, written


@pytest.mark.parametrize("name", PARTS)
def test_a_reference_page_is_up_to_date(name):
    page = REFERENCE / name
    assert page.read_text(encoding="utf-8") == written(page), "run: make docs-reference"
