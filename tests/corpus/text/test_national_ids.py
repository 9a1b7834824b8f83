import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.national_ids import is_national_id, national_ids

_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))


def made_up(day: int, month: int, rest: str) -> str:
    """A number with right check digits, of a date and its year with three digits; "" where none is given out."""
    digits = f"{day:02}{month:02}{rest}"
    for weights in _WEIGHTS:
        check = -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if check == 10:
            return ""
        digits += str(check)
    return digits


RESTS = st.from_regex(r"[0-9]{5}", fullmatch=True)


@given(
    st.integers(1, 28),
    st.integers(1, 12),
    RESTS,
    st.sampled_from([(0, 0), (40, 0), (0, 40), (0, 80), (40, 40), (40, 80)]),
)
def test_every_kind_is_known_and_a_wrong_digit_is_not(day: int, month: int, rest: str, kind: tuple[int, int]) -> None:
    number = made_up(day + kind[0], month + kind[1], rest)
    if number:
        assert is_national_id(number)
        assert not is_national_id(number[:-1] + str((int(number[-1]) + 1) % 10))
        grouped = f"{number[:6]} {number[6:]}"
        spaced = f"{number[:2]} {number[2:4]} {number[4:6]} {number[6:9]} {number[9:]}"
        for written in (number, grouped, spaced, f"{number[:6]}-{number[6:]}"):
            assert len(list(national_ids(f"Barnet har {written}, sier mor."))) == 1


@given(st.integers(32, 40) | st.integers(72, 99), st.integers(1, 12), RESTS)
def test_no_number_has_a_day_that_no_month_has(day: int, month: int, rest: str) -> None:
    assert not is_national_id(made_up(day, month, rest))


@pytest.mark.parametrize("text", ["", "12345678901", "1234.56.78903", "912 34 567", "0" * 11, "1" * 12, "٠" * 11])
def test_other_numbers_are_none(text: str) -> None:
    assert list(national_ids(text)) == []


def test_a_number_within_a_longer_one_is_none() -> None:
    number = next(filter(None, (made_up(3, 4, f"{rest:05}") for rest in range(12_345, 12_400))))
    assert list(national_ids(f"7{number}")) == []
    assert list(national_ids(f"{number}5")) == []


WRITTEN = (
    "{day} {month} {year} {five}",
    "{day}.{month}.{year} {five}",
    "{day}.{month}.20{year} {five}",
    "{day}/{month}/{year} {five}",
    "{day}-{month}-{year}-{five}",
    "{day}{month}{year}  {five}",
    "{day}{month}{year} - {five}",
    "{day}{month}{year}\u2212{five}",
    "{day}{month}{year}\u2011{five}",
    "{day}{month}{year}\u2013{five}",
    "{day}{month}{year}\u202f{five}",
    "{day}{month}{year}\t{five}",
    "{day}{month}{year}\n{five}",
    "{day}{month}{year}/{five}",
    "{day}{month}{year}_{five}",
    "fnr.{day}{month}{year}{five}.",
    "fnr-{day}{month}{year}{five}",
    "{day}\u200b{month}\u00ad{year}\ufe0f{five}",
    "\u3164{day}\u3164{month}{year}\U000e0041{five}",
)
OTHER_DIGITS = (0xFF10, 0x0660, 0x1D7CE)  # full-width, Arabic, mathematical


@pytest.mark.parametrize("written", WRITTEN)
def test_a_number_is_one_however_it_is_written(written: str) -> None:
    number = one_of(15)
    groups = {"day": number[:2], "month": number[2:4], "year": number[4:6], "five": number[6:]}
    text = f"Barnet ({written.format(**groups)}) bor her"
    found = list(national_ids(text))
    assert [one.digits for one in found] == [number]
    assert not any(sign.isdigit() for sign in text[: found[0].start] + text[found[0].end :])


@pytest.mark.parametrize("gap", [" ", ".", "-"])
@pytest.mark.parametrize("zero", [ord("0"), *OTHER_DIGITS])
def test_digits_of_any_script_and_one_by_one(gap: str, zero: int) -> None:
    number = one_of(15)
    signs = [chr(zero + int(digit)) for digit in number]
    for text in ("".join(signs), gap.join(signs)):
        assert [(one.start, one.end, one.digits) for one in national_ids(f"nr {text}")] == [(3, 3 + len(text), number)]


def test_numbers_side_by_side_are_none() -> None:
    number = one_of(15)
    for text in (
        f"2{number}",
        f"1.{number}",
        f"{number},5",
        f"{number[:6]}    {number[6:]}",
        f"{number[:3]} {number[3:]}",
    ):
        assert list(national_ids(text)) == []


def one_of(year: int) -> str:
    """A number of a date in a year."""
    return next(filter(None, (made_up(3, 4, f"{year}{rest}") for rest in range(500, 600))))
