from typing import Any

import pytest

from tests.browser.accessibility import violations
from tests.browser.conftest import DESKTOP, NARROW, PHONE, NewContext
from tests.browser.pages import PAGES
from tests.browser.watching import Watch

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": DESKTOP},
    "dark": {"viewport": DESKTOP, "color_scheme": "dark"},
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
    "narrow": {"viewport": NARROW, "color_scheme": "dark", "reduced_motion": "reduce"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_keeps_anybody_out(new_context: NewContext, watch: Watch, address: str, look: str) -> None:
    watch.expect("404")
    watch.expect("422")
    page = new_context(**LOOKS[look]).new_page()
    found = {}
    for name, path in PAGES.items():
        page.goto(f"{address}{path}")
        found[name] = violations(page)
        wider = page.evaluate(
            "document.documentElement.scrollWidth - Math.ceil(document.body.getBoundingClientRect().width)"
        )
        if wider > 0:
            found[name].append(f"{wider} pixels wider than the window")
    assert found == {name: [] for name in PAGES}
