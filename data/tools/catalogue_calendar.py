"""Which days does the province not work, and which Saturdays does it work instead?"""

import csv

from catalogue_areas import table

FIRST, LAST = "2023-01-01", "2035-12-31"
SOURCE = "Tệp ngày nghỉ holidays 0.109"
FORECAST = f"{SOURCE}; dự tính; chờ thông báo hằng năm của Thủ tướng Chính phủ"
# Last year whose Tết and 02/9 the Prime Minister had announced when the file was made.
ANNOUNCED = "2026"


def build(source, target):
    """Writes `holidays.csv`; returns its rows."""
    rows = []
    with open(source / "holidays-2010-2035.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if FIRST <= row["date"] <= LAST:
                basis = SOURCE if row["date"][:4] <= ANNOUNCED else FORECAST
                rows.append({"date": row["date"], "kind": "off", "name": row["name_vi"], "source": basis})
    for row in table("make_up_days.csv"):
        rows.append({"date": row["date"], "kind": "make_up", "name": row["name"], "source": row["source"]})
    rows.sort(key=lambda row: row["date"])
    with open(target / "holidays.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["date", "kind", "name", "source"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return rows
