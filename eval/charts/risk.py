"""Risk against coverage as two curves, and where the system stands on them."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from markupsafe import Markup

from eval.charts.scale import Scale, share_ticks
from eval.charts.svg import WIDTH, element, label, line, picture
from eval.ratio import Ratio
from eval.refusal.curve import Curve, Point

TITLE = "Risk and coverage of the decision to answer"
UNFOUNDED, WRONG = "has no answer in the documents", "that, or the answer is not right"
LEFT, RIGHT, TOP, FOOT = 38.0, WIDTH - 12, 62.0, 262.0
HEIGHT = FOOT + 42
COVERAGES = (0.0, 0.25, 0.5, 0.75, 1.0)


def risk_coverage(name: str, curve: Curve) -> Markup:
    """Coverage to the right, risk upwards; solid for questions without an answer, dashed with wrong answers too."""
    across = Scale(0, 1, LEFT, RIGHT)
    risks = share_ticks(_highest(curve))
    up = Scale(0, risks[-1], FOOT, TOP)
    parts = [
        *_grid(across, up, risks),
        *_legend(),
        _path([(point.coverage, point.unfounded) for point in curve.points], across, up, "curve"),
        _path([(point.coverage, point.wrong) for point in curve.points if point.wrong], across, up, "curve second"),
        *_now(curve.now, across, up),
    ]
    return picture(name, TITLE, _told(curve.now), HEIGHT, parts)


def _highest(curve: Curve) -> float:
    risks = [risk.value for point in (*curve.points, curve.now) for risk in (point.unfounded, point.wrong) if risk]
    return max((value for value in risks if value is not None), default=0)


def _grid(across: Scale, up: Scale, risks: Sequence[float]) -> Iterator[Element]:
    for risk in risks:
        yield line(LEFT, up(risk), RIGHT, up(risk), "grid")
        yield label(f"{risk:g}", LEFT - 6, up(risk) + 4, anchor="end", class_="tick")
    for coverage in COVERAGES:
        yield line(across(coverage), FOOT, across(coverage), FOOT + 4, "grid")
        yield label(f"{coverage:g}", across(coverage), FOOT + 17, anchor="middle", class_="tick")
    yield label("coverage: share of the questions that are answered", RIGHT, FOOT + 34, anchor="end", class_="tick")


def _legend() -> Iterator[Element]:
    yield label("risk: of the answered questions, the share that", 0, 12, class_="tick")
    for words, y, class_ in ((UNFOUNDED, 26, "curve"), (WRONG, 42, "curve second")):
        yield line(4, y, 34, y, class_)
        yield label(words, 42, y + 4, class_="tick")


def _path(places: Sequence[tuple[Ratio, Ratio]], across: Scale, up: Scale, class_: str) -> Element:
    points = " ".join(
        f"{across(coverage.value):.1f},{up(risk.value):.1f}"
        for coverage, risk in places
        if coverage.value is not None and risk.value is not None
    )
    return element("polyline", points=points, class_=class_)


def _now(now: Point, across: Scale, up: Scale) -> Iterator[Element]:
    if now.coverage.value is None:
        return
    place = across(now.coverage.value)
    yield line(place, TOP, place, FOOT, "mark")
    yield label("as it decided", place - 5, TOP + 11, anchor="end", class_="tick")
    for risk in (now.unfounded, now.wrong):
        if risk is not None and risk.value is not None:
            yield element("circle", cx=place, cy=up(risk.value), r=4.5, class_="dot")


def _told(now: Point) -> str:
    return (
        f"As it decided, the system answers {now.coverage} of the questions; of the answered, {now.unfounded} have no "
        f"answer in the documents, and {now.wrong or '–'} have none or got an answer that is not right."
    )
