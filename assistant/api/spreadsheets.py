"""Spreadsheets and calendars as responses."""

from typing import Any

from fastapi import Request, Response
from pydantic import BaseModel

from assistant.api.problems import described
from assistant.exports.calendars import CALENDAR_TYPE, Calendar
from assistant.exports.spreadsheets import CSV_TYPE, XLSX_TYPE, Sheet, workbook
from assistant.texts import Language


class InLanguage(BaseModel):
    """The language of what is not the plans' own words in a file."""

    language: Language = "nb"


def csv_response(sheet: Sheet) -> Response:
    """The sheet as a CSV file to be saved."""
    return Response(sheet.csv(), media_type=CSV_TYPE, headers=_named(sheet.name, "csv"))


def xlsx_response(sheet: Sheet) -> Response:
    """The sheet as an XLSX file to be saved."""
    return Response(workbook([sheet]), media_type=XLSX_TYPE, headers=_named(sheet.name, "xlsx"))


def calendar_response(calendar: Calendar, request: Request) -> Response:
    """The calendar as a file to be saved; its links lead to the address that was asked."""
    content = calendar.written(str(request.base_url).rstrip("/"))
    return Response(content, media_type=CALENDAR_TYPE, headers=_named(calendar.name, "ics"))


def described_file(media_type: str, description: str) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI description of a route that answers with a file."""
    return {**described(422, 503), 200: {"content": {media_type: {}}, "description": description}}


def _named(name: str, suffix: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name.lower()}.{suffix}"'}
