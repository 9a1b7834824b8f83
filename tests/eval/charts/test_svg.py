from eval.charts.svg import element, label, line, picture
from tests.eval.charts.seen import spoken, svg, texts


def test_a_picture_says_what_it_shows() -> None:
    drawn = picture("x", "Shares", "One half.", 10, [line(0, 0, 1, 1, "grid")])
    assert spoken(drawn) == "Shares One half."
    assert svg(drawn).get("viewBox") == "0 0 400 10"


def test_words_are_escaped() -> None:
    drawn = picture("x", "<b>", "&", 10, [label('<script>"', 0, 0)])
    assert "<script>" not in drawn
    assert texts(drawn) == ['<script>"']
    assert spoken(drawn) == "<b> &"


def test_attributes_are_named_as_in_svg_and_numbers_are_short() -> None:
    made = element("rect", class_="bar", text_anchor="end", x=1.0, y=2.126, width=0.0)
    assert made.attrib == {"class": "bar", "text-anchor": "end", "x": "1", "y": "2.13", "width": "0"}
