"""The pictures: everything drawn lies on its ground, and no picture says anything in words."""

from io import BytesIO

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.documents.typesetting.scenes import HEIGHT, SCENES, TALL, WIDTH, Picture

_MARGIN = 20.0


def _drawn(name: str, *, tall: bool) -> bytes:
    target = BytesIO()
    height = TALL if tall else HEIGHT
    canvas = Canvas(target, pagesize=(WIDTH + 2 * _MARGIN, height + 2 * _MARGIN), invariant=1)
    picture = Picture(SCENES[name], tall=tall)
    assert picture.wrap(WIDTH, 1000) == (WIDTH, height)
    picture.drawOn(canvas, _MARGIN, _MARGIN)
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("tall", [False, True])
@pytest.mark.parametrize("name", SCENES)
def test_a_scene_stays_within_its_ground(name: str, tall: bool) -> None:
    page = pypdfium2.PdfDocument(_drawn(name, tall=tall))[0]
    image = page.render(scale=1).to_numpy()[:, :, :3]
    edge = int(_MARGIN) - 2
    border = [image[:edge], image[-edge:], image[:, :edge], image[:, -edge:]]
    assert all((strip == 255).all() for strip in border)
    assert len({tuple(pixel) for pixel in image.reshape(-1, 3)[::7]}) > 4
    assert page.get_textpage().get_text_bounded() == ""


def test_a_picture_keeps_its_proportions_in_a_narrow_column() -> None:
    width, height = Picture(SCENES["now"]).wrap(WIDTH / 2, 1000)
    assert (width, height) == (WIDTH / 2, HEIGHT / 2)
