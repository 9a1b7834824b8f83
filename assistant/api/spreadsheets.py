"""Spreadsheets as responses."""

from typing import Any

from fastapi import Response

from assistant.api.problems import described
from assistant.spreadsheets import CSV_TYPE, XLSX_TYPE, Sheet, workbook


def csv_response(sheet: Sheet) -> Response:
    """The sheet as a CSV file to be saved."""
    return Response(sheet.csv(), media_type=CSV_TYPE, headers=_named(sheet, "csv"))


def xlsx_response(sheet: Sheet) -> Response:
    """The sheet as an XLSX file to be saved."""
    return Response(workbook([sheet]), media_type=XLSX_TYPE, headers=_named(sheet, "xlsx"))


def described_file(media_type: str, description: str) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI description of a route that answers with a file."""
    return {**described(422, 503), 200: {"content": {media_type: {}}, "description": description}}


def _named(sheet: Sheet, suffix: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{sheet.name.lower()}.{suffix}"'}
