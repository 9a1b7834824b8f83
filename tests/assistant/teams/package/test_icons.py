import io

from PIL import Image

from assistant.teams.package.icons import color_icon, outline_icon


def drawn(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    assert image.format == "PNG"
    return image


def test_the_large_one_is_in_colours_and_filled_to_its_edges() -> None:
    image = drawn(color_icon())
    assert (image.size, image.mode) == ((192, 192), "RGB")
    assert {image.getpixel(corner) for corner in ((0, 0), (191, 0), (0, 191), (191, 191))} == {(0, 0x62, 0xBA)}
    assert len(image.getcolors(1 << 16) or ()) > 4


def test_the_small_one_is_white_on_nothing() -> None:
    image = drawn(outline_icon())
    assert (image.size, image.mode) == ((32, 32), "RGBA")
    seen = {pixel[:3] for _, pixel in image.getcolors(1 << 16) or () if isinstance(pixel, tuple) and pixel[3]}
    assert seen == {(255, 255, 255)}
    alpha = image.getchannel("A")
    assert alpha.getextrema() == (0, 255)
    assert alpha.getbbox() == (5, 3, 28, 29)


def test_they_are_drawn_alike_each_time() -> None:
    assert color_icon() == color_icon()
    assert outline_icon() == outline_icon()
