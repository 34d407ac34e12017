"""Lists as clerks upload them, and lists as we hand them out. Stateless: bytes in, rows or bytes out; no Django.

Describe the list once:

    LAYOUT = Layout(
        [
            Column("number", "罪犯编号", prisoner_number, required=True, unique=True, synonyms=("编号",)),
            Column("name", "姓名", name, required=True),
            Column("sex", "性别", choices={"1": "男", "2": "女"}),
            Column("served", "前次裁定送达日", day, may_lack=True, mending="照送达回证填写"),
        ],
        naming="name",
    )

Read an upload (xlsx, xls, ods, csv; the content decides, not the file's name):

    sheet = open_sheet(data, filename, LAYOUT)   # raises Unreadable(reason, mending) for the clerk
    sheet.columns, sheet.unknown, sheet.skipped, sheet.notes
    for row in read_rows(sheet, LAYOUT):         # ReadRow(number, values, problems), numbered as she sees it
        row.values["name"], row.refused, row.problems

`values` has every key of the layout: a typed value, None (empty or refused), or `lib.cells.MISSING` (缺). Add what only
the caller can know (wrong prison, filed before) by `row.refuse("number", reason, mending)` or `row.warn(…)`.

Give her own file back, with 结果, 原因, 如何改 behind her columns; uploaded again, those three are overwritten:

    write_back(data, filename, LAYOUT, read)       # xlsx keeps her formatting (formulas become their values)
    returned_name(filename)                        # 名单（结果）.xlsx

Hand out templates and exports:

    write_table(LAYOUT.columns, rows, title="名单")  # rows: mappings by key; none: a template
    write_csv(LAYOUT.columns, rows)                 # UTF-8 with mark

No text cell is ever a formula: `=1+1` stays the text =1+1 in a workbook, and gets an apostrophe before it in CSV.

Before anything is parsed: size, signature, directory of the archive (bombs, nesting, links), macros, passwords. Parsing
runs in a child process with limits of memory and time; what kills the child becomes an `Unreadable`.
"""

from procuratorate.lib.sheets.layout import Column, Layout, Level, Problem, Unreadable
from procuratorate.lib.sheets.opening import Row, Sheet, open_sheet
from procuratorate.lib.sheets.reading import ReadRow, read_rows
from procuratorate.lib.sheets.returning import returned_name, write_back
from procuratorate.lib.sheets.writing import write_csv, write_table

__all__ = [
    "Column",
    "Layout",
    "Level",
    "Problem",
    "ReadRow",
    "Row",
    "Sheet",
    "Unreadable",
    "open_sheet",
    "read_rows",
    "returned_name",
    "write_back",
    "write_csv",
    "write_table",
]
