"""Sets the shipped plans as PDFs: `make documents`, or `python -m corpus.documents.typesetting [--to FOLDER] [ID …]`.

A document is `source/<id>.md` in the dialect below, and one layout module with a function `layout() -> Layout`,
registered in `registry.py`. reportlab (a development dependency) is imported nowhere else.

The dialect. A line goes on until a blank line or a line that opens something else.

    <!-- side 7 -->         what follows retells the original's page 7; on a line of its own (also in a table, before
                            a row or a band), or within a sentence
    <!-- ny side -->        a new page; `<!-- ny side NAME -->`: from here on by the page template NAME
    <!-- anything else -->  passed over, on a line of its own
    # … ####                headings of four levels
    - bullet                two blanks before the hyphen for each level below the first
    1. step                 numbered; the number is printed as written
    > small print           photo credits, sources
    **bold** *italic* [words](https://…) <https://…> <br> (line end)
    barne¬hagene            the word may be cut here at a line end: the cut is a soft hyphen (U+00AD)
    barne¦hagene            the same, the cut is a hyphen

Containers open with `::: kind argument` and close with `:::`; they nest.

    ::: notice              what the text is: a retelling; on the first page
    ::: callout Title       a framed box; the title may be left out
    ::: columns 2           columns of equal length
    ::: sidelabel Words     rotated words in the left margin, beside what follows; holds nothing
    ::: table 3 5 2 2       a ruled table, the columns' shares of the width (at least 1 digit each); the first row is
                            the header, repeated after page breaks, unless `plain` stands after the shares
                            (`tall`: rows of some height, for filling in by hand)
    ::: KIND argument       whatever the document's layout sets itself (`Layout.setters`)

In a table a blank line ends a row; cells are separated by `|` and may be empty. A row's further lines are bands: cells
of the same row, each aligned at its line's height, without rules between. In a cell `<br>` ends a line, and a line that
begins with `- ` is a bullet. A row that begins with `= ` is one cell across the table.

    ::: table 3 5 2 2
    Tiltak | Beskrivelse | Tidsplan | Ansvar

    = Kommunen vil at barna møter voksne som kjenner dem

    Mat | Barna spiser to måltider | |
     | - Frukt | 2026 | Barnehagene
     | - Grøt | Kontinuerlig | Kommunen<br>Barnehagene
    :::
"""
