"""Holds workbooks against LibreOffice: check.py SOFFICE FINANCE.xlsx PUBLISH.xlsx

Every formula of the finance workbook, recalculated, must come to the value that the file holds;
changed inputs must move what rests on them and nothing else; another scenario must tie out too.
openpyxl reads names, tables, drop-downs and merged cells.
"""

import os
import shutil
import subprocess
import sys
import tempfile

import openpyxl

soffice, finance, publish = sys.argv[1:4]
work = tempfile.mkdtemp()
problems = []


def expect(holds, what):
    if not holds:
        problems.append(what)
        print("  fails:", what)


def recalculated(edit, name):
    """The values after LibreOffice has worked out every formula; openpyxl keeps no cached value."""
    book = openpyxl.load_workbook(finance)
    edit(book)
    source = os.path.join(work, name + ".xlsx")
    book.save(source)
    out = os.path.join(work, "out")
    subprocess.run(
        [soffice, "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", out, source],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)
    return openpyxl.load_workbook(os.path.join(out, name + ".xlsx"), data_only=True)


def same(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= 1e-9 * max(abs(a), abs(b)) or abs(a - b) < 1e-12
    return a == b or (a in (None, "") and b in (None, ""))


def differences(book):
    moved = {}
    for sheet in cached:
        for row in sheet.iter_rows():
            for cell in row:
                if not same(cell.value, book[sheet.title][cell.coordinate].value):
                    moved.setdefault(sheet.title, set()).add(cell.coordinate)
    return moved


def rows(sheet, **labels):
    """Rows whose labels, by heading, are these."""
    table = next(iter(formulas[sheet].tables.values()))
    head = int("".join(c for c in table.ref.split(":")[0] if c.isdigit()))
    names = [c.value for c in formulas[sheet][head]]
    return [r for r in formulas[sheet].iter_rows(min_row=head + 1)
            if all(r[names.index(k.replace("_", " "))].value == v for k, v in labels.items())]


def inputs(row):
    return [c for c in row if isinstance(c.value, (int, float)) and not isinstance(c.value, bool)]


def result(book, check):
    for row in book["Checks"].iter_rows(values_only=True):
        if row[0] == check:
            return row[3], row[5]


def with_value(sheet, place, value):
    def edit(book):
        book[sheet][place].value = value
    return edit


formulas = openpyxl.load_workbook(finance)
cached = openpyxl.load_workbook(finance, data_only=True)
count = sum(1 for s in formulas for r in s.iter_rows() for c in r if c.data_type == "f")
moved = differences(recalculated(lambda book: None, "untouched"))
expect(not moved, f"untouched, LibreOffice differs in {moved}")
expect(count > 100, f"only {count} formulas")

# A price: its cost, the MTFS of its fund, sensitivity and the count of inputs; no volume.
row = rows("Unit costs", Cell="input")[0]
price = inputs(row)[0]
cost, item, fund = row[0].value, row[1].value, row[2].value
book = recalculated(with_value("Unit costs", price.coordinate, price.value * 1.1), "price")
moved = differences(book)
bridge = {s for s in formulas.sheetnames if s.startswith("MTFS bridge")}
expect(set(moved) - bridge == {"Checks", "Unit costs", "Cost", "Sensitivity"},
       f"a price moves {sorted(moved)}")
mine = {s for s in bridge if s.endswith(fund)}
expect(bridge & set(moved) == mine, "a price moves its fund's bridge and no other")
wanted = set()
for found in rows("Cost", Cost=cost, Fund=fund):
    if found[2].value in ("total", "difference") or found[3].value == item:
        wanted |= {c.coordinate for c in found[5:] if c.value is not None}
for found in rows("Cost", Cost="all costs", Fund=fund):
    wanted |= {c.coordinate for c in found[5:] if c.value is not None}
expect(moved.get("Cost") == wanted, f"a price moves {moved.get('Cost')} of Cost, not {wanted}")
for cell in rows("Cost", Cost=cost, Fund=fund, Item=item)[0]:
    if cell.data_type == "f":
        before, after = (b["Cost"][cell.coordinate].value for b in (cached, book))
        expect(same(before * 1.1, after), f"Cost {cell.coordinate}: {before} becomes {after}")
expect(result(book, "Inputs changed since the run") == ("changed", 1), "a changed price is counted")
expect(result(book, "Master check")[0] == "pass", "a changed price is no failure")
if bridge:
    expect(result(book, "The MTFS ties out")[0] == "pass", "the MTFS ties out after a change")

# Entries of the last year: no earlier year moves.
calculation = next(s for s in formulas.sheetnames if s.startswith("Calc_")
                   and rows(s, Row="entries"))
entries = inputs(rows(calculation, Row="entries")[0])[-1]
book = recalculated(with_value(calculation, entries.coordinate, entries.value + 100), "entries")
moved = differences(book)
columns = {c.rstrip("0123456789") for c in moved[calculation]}
expect(columns == {entries.column_letter}, f"entries of the last year move columns {columns}")
closing = next(c for c in rows(calculation, Row="closing")[0] if c.column == entries.column)
expect(same(cached[calculation][closing.coordinate].value + 100,
            book[calculation][closing.coordinate].value), "100 more entries close 100 higher")
expect("Unit costs" not in moved and "Inflation" not in moved, "entries move no price")
expect(result(book, "Children are conserved")[0] == "pass", "children are conserved")
expect(result(book, "Inputs changed since the run") == ("changed", 1), "changed entries are counted")

# Inflation of the last year: its index, its cost, no volume.
if "Inflation" in formulas.sheetnames:
    rate = inputs(rows("Inflation", Cell="input")[0])[-1]
    book = recalculated(with_value("Inflation", rate.coordinate, rate.value + 0.01), "inflation")
    moved = differences(book)
    expect("Price index" in moved and "Cost" in moved, f"inflation moves {sorted(moved)}")
    expect(not any(s.startswith("Calc_") for s in moved), "inflation moves no volume")
    expect(len({c.rstrip("0123456789") for c in moved["Price index"]}) == 1,
           "inflation of the last year moves the last index")

# Every other scenario ties out.
names = [r[2].value for r in rows("Select", Cell="record")]
for number, name in enumerate(names):
    book = recalculated(with_value("Select", "C4", name), f"scenario{number}")
    for check in ("Master check", "Untouched inputs reproduce the run", "The MTFS ties out"):
        if result(cached, check):
            expect(result(book, check)[0] == "pass", f"{check}, scenario {name}")
    expect(result(book, "Inputs changed since the run")[1] == 0, f"inputs, scenario {name}")

# The form of the files.
names = {n.name if hasattr(n, "name") else n for n in
         getattr(formulas.defined_names, "definedName", formulas.defined_names)}
expect({"ScenarioChosen", "ScenarioNumber", "MasterCheck", "InputsChanged"} <= names,
       f"names {sorted(names)[:9]}")
expect(any(n.startswith("in_price_") for n in names), "inputs have names")
kinds = [v.type for v in formulas["Select"].data_validations.dataValidation]
expect(kinds == ["list"], f"Select has drop-downs {kinds}")
for path, is_finance in ((finance, True), (publish, False)):
    book = openpyxl.load_workbook(path)
    expect(bool(book.properties.title), f"{path} has a title")
    for sheet in book:
        where = f"{os.path.basename(path)}, {sheet.title}"
        expect(not sheet.merged_cells.ranges, f"{where}: no merged cells")
        expect(len(sheet.tables) == 1, f"{where}: one table")
        expect(sheet.sheet_state == "visible", f"{where}: not hidden")
        expect(isinstance(sheet["A1"].value, str), f"{where}: a title in A1")
        expect(str(sheet["A2"].value).startswith("This worksheet contains one table"),
               f"{where}: A2 says how many tables")
        table = next(iter(sheet.tables.values()))
        expect((table.autoFilter is not None) == is_finance, f"{where}: filters")
        expect((sheet.freeze_panes is not None) == is_finance, f"{where}: frozen panes")
        if not is_finance:
            for row in sheet.iter_rows():
                expect(any(c.value is not None for c in row), f"{where}: a blank row")
                for cell in row:
                    expect(cell.data_type != "f", f"{where}: a formula")
                    expect(cell.fill.fill_type is None, f"{where}: a fill")

shutil.rmtree(work)
if problems:
    print(f"workbook: {len(problems)} things are wrong")
    sys.exit(1)
print(f"workbook: {count} formulas as the engine has them; inputs, scenarios and form as they should be")
