"""Which communes, provinces and former districts does the catalogue name?"""

import csv
import json
import pathlib
import re
import unicodedata

HERE = pathlib.Path(__file__).parent
MERGED_ON, LAST_DAY = "2025-07-01", "2025-06-30"
# First day the catalogue covers, not a founding day.
FROM = "2024-01-01"
TONE_PLACES = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe"}
TONE_PLACES |= {"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}


def table(name):
    """Rows of a table that stands beside this script."""
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tone_placed(name):
    """One spelling of oa, oe, uy with a tone: on the first vowel when the syllable ends there ("Hóa", "Thụy")."""
    name = unicodedata.normalize("NFC", name)
    for late, early in TONE_PLACES.items():
        name = re.sub(rf"(?<![qQ]){late}(?!\w)", early, name)
    return name


def folded(text):
    """Lower-case ASCII with hyphens, for addresses."""
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    text = "".join(char for char in text if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def build(source, target):
    """Writes `areas.json`; returns its rows."""
    provinces = json.loads((source / "areas/vietnam-units-2026-07.json").read_text(encoding="utf-8"))
    wards = next(province for province in provinces if province["Code"] == "19")["Wards"]
    old = {}
    with open(source / "areas/thainguyen-old-to-new.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            old.setdefault(row["new_ward_code"], []).append(row)
    rows = [
        province("19", "Tỉnh Thái Nguyên", MERGED_ON, None, "Nghị quyết 202/2025/QH15"),
        province("06", "Tỉnh Bắc Kạn", FROM, LAST_DAY, "Nghị quyết 202/2025/QH15 (kết thúc)"),
    ]
    for district in table("bac_kan_districts.csv"):
        rows.append(
            {
                "code": district["code"],
                "name": district["name"],
                "short_name": re.sub(r"^(Thành phố|Huyện) ", "", district["name"]),
                "kind": district["kind"],
                "parent": "06",
                "former_province": "Bắc Kạn",
                "old": [],
                "aliases": [],
                "valid_from": FROM,
                "valid_to": LAST_DAY,
                "legal_basis": "Kết thúc hoạt động cấp huyện từ 01/7/2025 (chưa đối chiếu văn bản)",
            }
        )
    for ward in wards:
        rows.append(commune(ward, old[ward["Code"]]))
    rows[10:] = sorted(rows[10:], key=lambda row: row["code"])
    write(target / "areas.json", rows)
    return rows


def province(code, name, valid_from, valid_to, basis):
    """A province row."""
    return {
        "code": code,
        "name": name,
        "short_name": name.removeprefix("Tỉnh "),
        "kind": "tinh",
        "parent": None,
        "former_province": None,
        "old": [],
        "aliases": [],
        "valid_from": valid_from,
        "valid_to": valid_to,
        "legal_basis": basis,
    }


def commune(ward, olds):
    """A commune of today and the communes it was made of."""
    name = tone_placed(ward["FullName"])
    spellings = {unicodedata.normalize("NFC", ward["FullName"]), *(row["new_ward"] for row in olds)} - {name}
    formers = {row["old_province"].removeprefix("Tỉnh ") for row in olds}
    assert len(formers) == 1, f"{name} lies in two former provinces"
    return {
        "code": ward["Code"],
        "name": name,
        "short_name": re.sub(r"^(Xã|Phường) ", "", name),
        "kind": "phuong" if name.startswith("Phường") else "xa",
        "parent": "19",
        "former_province": formers.pop(),
        "old": [
            {
                "code": row["old_ward_code"],
                "name": tone_placed(row["old_ward"]),
                "district": tone_placed(row["old_district"].replace("Thành Phố", "Thành phố")),
                "province": row["old_province"].removeprefix("Tỉnh "),
                "whole": row["kind"] == "whole",
                "is_default": row["kind"] != "split",
            }
            for row in sorted(olds, key=lambda row: row["old_ward_code"])
        ],
        "aliases": sorted(spellings),
        "valid_from": MERGED_ON,
        "valid_to": None,
        "legal_basis": "Nghị quyết 1683/NQ-UBTVQH15 ngày 16/6/2025",
    }


def write(path, rows):
    """One JSON row a line, so that a change shows as one line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
