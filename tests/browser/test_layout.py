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


SLOW = {"dark", "phone"}  # narrow is dark, too, and narrower than a phone


@pytest.mark.parametrize("look", [pytest.param(look, marks=[pytest.mark.slow] * (look in SLOW)) for look in LOOKS])
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


@pytest.mark.parametrize("width", [NARROW["width"], PHONE["width"], 390, 700, DESKTOP["width"]])
def test_the_choice_of_an_area_does_not_run_off_the_window(new_context: NewContext, address: str, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 740}).new_page()
    page.goto(address)
    page.locator(".site-scope > summary").click()
    box = page.locator(".site-scope > form").bounding_box()
    below = page.locator(".site-scope > summary").bounding_box()
    assert box
    assert below
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert 0 <= box["y"] - (below["y"] + below["height"]) < 8


def test_what_is_tapped_is_tall_enough_for_a_finger(new_context: NewContext, address: str) -> None:
    page = new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    page.goto(f"{address}/tiltak")
    for target in page.locator(".downloads a, .rows thead a").all():
        box = target.bounding_box()
        assert box
        assert box["height"] >= 24
