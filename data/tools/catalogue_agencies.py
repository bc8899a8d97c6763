"""Who is competent for what, when: agencies, their successions and their fields."""

import collections
import json
import re

from catalogue_areas import LAST_DAY, MERGED_ON, folded, table

# Priorities: the highest row that fits wins.
FALLBACK, ANY_COMMUNE, BY_NAME, FIELD, FIELD_AT_LEVEL, PROCEDURE = 1, 20, 30, 50, 60, 80
LEVELS = ("Cấp xã", "Cấp tỉnh", "Cấp bộ", "Cơ quan khác")
REORGANISED_ON, BEFORE_REORGANISED = "2025-03-01", "2025-02-28"
FROM = "2024-01-01"


def build(target, areas, procedures, central):
    """Writes `agencies.json`; returns it."""
    agencies = listed() + communes(areas)
    known = {agency["slug"]: agency for agency in agencies}
    catalogue = {
        "agencies": agencies,
        "successions": successions(areas, known),
        "jurisdictions": jurisdictions(procedures, central, known),
    }
    parts = []
    for key, rows in catalogue.items():
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        parts.append(f'"{key}": [\n{lines}\n]')
    (target / "agencies.json").write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
    return catalogue


def version(row):
    """One version of an agency: its name and place from a day on."""
    return {
        "name": row["name"],
        "short_name": row["short_name"],
        "kind": row["kind"],
        "level": row["level"],
        "parent_slug": row["parent_slug"] or None,
        "area": row["area"] or None,
        "national_code": None,
        "valid_from": row["valid_from"],
        "valid_to": row["valid_to"] or None,
        "legal_basis": row["legal_basis"],
        "basis_kind": row["basis_kind"],
        "address": None,
        "hotline": None,
        "email": None,
        "contact_official": None,
    }


def listed():
    """Agencies of `agencies.csv`; several rows of one slug are its versions over time."""
    versions = collections.defaultdict(list)
    for row in table("agencies.csv"):
        versions[row["slug"]].append(version(row))
    return [{"slug": slug, "versions": rows} for slug, rows in versions.items()]


def communes(areas):
    """The People's Committee of each commune; two names that fold alike carry their area code."""
    today = [area for area in areas if area["kind"] in ("xa", "phuong")]
    folds = collections.Counter(folded(area["short_name"]) for area in today)
    rows = []
    for area in today:
        fold = folded(area["short_name"])
        slug = f"ubnd-{fold}" if folds[fold] == 1 else f"ubnd-{fold}-{area['code']}"
        kind = area["name"].split()[0].lower()
        rows.append(
            {
                "slug": slug,
                "versions": [
                    version(
                        {
                            "name": f"Ủy ban nhân dân {kind} {area['short_name']}",
                            "short_name": f"UBND {kind} {area['short_name']}",
                            "kind": "commune",
                            "level": "commune",
                            "parent_slug": "",
                            "area": area["code"],
                            "valid_from": area["valid_from"],
                            "valid_to": "",
                            "legal_basis": area["legal_basis"],
                            "basis_kind": "read",
                        }
                    )
                ],
            }
        )
    return rows


def successions(areas, known):
    """Who follows whom; the districts of Bắc Kạn go to the communes that took over their ground."""
    rows = [
        {
            "from": row["from"],
            "to": row["to"],
            "effective_on": row["effective_on"],
            "kind": row["kind"],
            "scope": row["scope"] or None,
            "is_default": row["is_default"] == "yes",
            "legal_basis": row["legal_basis"],
            "basis_kind": row["basis_kind"],
        }
        for row in table("successions.csv")
    ]
    by_area = {agency["versions"][-1]["area"]: slug for slug, agency in known.items() if slug.startswith("ubnd-")}
    for district in table("bac_kan_districts.csv"):
        heirs = [area for area in areas if any(old["district"] == district["name"] for old in area["old"])]
        for area in heirs:
            parts = [old["name"] for old in area["old"] if old["district"] == district["name"]]
            rows.append(
                {
                    "from": district["agency"],
                    "to": by_area[area["code"]],
                    "effective_on": MERGED_ON,
                    "kind": "split",
                    "scope": area["code"],
                    "is_default": district["seat"] in parts,
                    "legal_basis": "Kết thúc hoạt động cấp huyện từ 01/7/2025 (chưa đối chiếu văn bản)",
                    "basis_kind": "memory",
                }
            )
    return rows


def nearest_level(level):
    """The level of a procedure that is nearest to the citizen: "Cấp tỉnh, Cấp xã" is "Cấp xã"."""
    return next((name for name in LEVELS if name in level), None)


def rule(agency, priority, *, field=None, procedure=None, level=None, start=MERGED_ON, end=None):
    """One jurisdiction row."""
    return {
        "agency": agency,
        "field": field,
        "procedure_code": procedure,
        "area": None,
        "level": level,
        "valid_from": start,
        "valid_to": end,
        "priority": priority,
    }


def jurisdictions(procedures, central, known):
    """Competence by field, by field and level, and by procedure where the field does not settle it."""
    ministries = {row["ministry"]: row for row in table("ministries.csv")}
    mapped = {(row["ministry"], row["field"]): row for row in table("field_to_department.csv")}
    by_field = collections.defaultdict(lambda: collections.defaultdict(list))
    for procedure in procedures:
        if procedure["field"]:
            by_field[procedure["field"]][procedure["ministry"]].append(procedure)
    rows = [
        rule("van-phong", FALLBACK),
        rule("bk-van-phong", FALLBACK, start=FROM, end=LAST_DAY),
        rule("@commune", ANY_COMMUNE, level="Cấp xã", start=FROM),
    ]
    for field in sorted(by_field):
        shares = sorted(by_field[field].items(), key=lambda share: (-len(share[1]), share[0]))
        (ministry, main), others = shares[0], shares[1:]
        rows += field_rules(field, mapped[ministry, field], ministries[ministry]["agency"], main, known)
        for other, share in others:
            for procedure in share:
                row = mapped[other, field]
                agency = competent(procedure, row, ministries[other]["agency"])
                rows.append(rule(agency, PROCEDURE, procedure=procedure["code"], start=since(agency, known)))
                rows += [r for r in past(row, PROCEDURE, procedure=procedure["code"]) if agency == row["today"]]
    names = [(re.compile(row["pattern"]), row) for row in table("name_rules.csv")]
    for procedure in procedures:
        if not procedure["field"]:
            agency = by_name(procedure, names, ministries, central)
            rows.append(rule(agency, BY_NAME, procedure=procedure["code"], start=since(agency, known)))
    return rows


def since(agency, known):
    """First day a rule for `agency` can hold."""
    return MERGED_ON if agency.startswith("@") else known[agency]["versions"][0]["valid_from"]


def competent(procedure, row, ministry):
    """The agency for one procedure, by the level nearest to the citizen."""
    level = nearest_level(procedure["level"])
    if level == "Cấp bộ":
        return ministry
    return "@commune" if level == "Cấp xã" and row["commune"] == "yes" else row["today"]


def field_rules(field, row, ministry, procedures, known):
    """The rules of one field: the department, the commune for its own procedures, and the ministry for each of its own
    (a procedure a rule, so that a petition that names only the field is not sent to the ministry)."""
    levels = {nearest_level(procedure["level"]) for procedure in procedures}
    rows = [rule(row["today"], FIELD, field=field, start=since(row["today"], known))]
    if "Cấp xã" in levels and row["commune"] == "yes":
        rows.append(rule("@commune", FIELD_AT_LEVEL, field=field, level="Cấp xã", start=FROM))
    if row["today"] != ministry:
        rows += [
            rule(ministry, PROCEDURE, procedure=procedure["code"], start=since(ministry, known))
            for procedure in procedures
            if nearest_level(procedure["level"]) == "Cấp bộ"
        ]
    return rows + past(row, FIELD, field=field)


def past(row, priority, **what):
    """The rules of the former province: one agency to the end, or one until and one after March 2025."""
    first, then = row["bk_2024"], row["bk_2025"]
    if not first or first == row["today"]:
        return []
    if first == then:
        return [rule(first, priority, start=FROM, end=LAST_DAY, **what)]
    return [
        rule(first, priority, start=FROM, end=BEFORE_REORGANISED, **what),
        rule(then, priority, start=REORGANISED_ON, end=LAST_DAY, **what),
    ]


def by_name(procedure, names, ministries, central):
    """The agency for a procedure without field or level: what its name says, else its ministry's department."""
    row = ministries[procedure["ministry"]]
    for pattern, name in names:
        if (not name["ministry"] or name["ministry"] == procedure["ministry"]) and pattern.search(procedure["name"]):
            return {"@ministry": row["agency"], "@department": row["department"]}.get(name["to"], name["to"])
    return row["agency"] if procedure["code"] in central else row["department"]
