"""The usual way to merge chronologies by script: python-docx, openpyxl and pandas. Reads the first table of each file, finds the date
column by its heading, parses dates day first, puts the file's name in front, sorts and writes one file. It counts nothing, keeps no
cell addresses, colours, hidden rows or uncertain dates, and looks for no second accounts: what Kinline does besides is not in its time."""
import sys
import pandas as pd
from docx import Document
from openpyxl import load_workbook


def rows_of(path):
    if path.endswith(".docx"):
        table = Document(path).tables[0]
        return [[cell.text for cell in row.cells] for row in table.rows]
    if path.endswith(".xlsx"):
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
        return [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    return pd.read_csv(path, header=None, dtype=str, keep_default_na=False).values.tolist()


def main(out, files):
    frames = []
    for path in files:
        rows = rows_of(path)
        frame = pd.DataFrame(rows[1:], columns=rows[0])
        dates = next(name for name in frame.columns if "date" in name.lower())
        frame["_day"] = pd.to_datetime(frame[dates], dayfirst=True, errors="coerce", format="mixed")
        frame.insert(0, "File", path)
        frames.append(frame)
    merged = pd.concat(frames, ignore_index=True).sort_values("_day", kind="stable")
    if out.endswith(".xlsx"):
        merged.to_excel(out, index=False)
    else:
        merged.to_csv(out, index=False)


main(sys.argv[1], sys.argv[2:])
