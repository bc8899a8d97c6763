"""Do the catalogues agree with each other and with what they promise? python3.11 data/tools/check_catalogues.py [SOURCES]

Prints every fault and leaves with 1 when there is one. With SOURCES it also builds again and compares the bytes.
"""

import collections
import csv
import datetime
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import procedure_cells as cells
from catalogue_agencies import LEVELS, nearest_level

DATA = pathlib.Path(__file__).parents[1]
KEYS = (
    "code name field level ministry agency decision_no audience steps ways documents result legal_basis conditions "
    "related url has_detail"
).split()
AGENCY_KINDS = {
    "province_office", "department", "inspectorate", "board", "service_centre", "public_unit", "police", "military",
    "commune", "district", "ministry", "vertical",
}
SUCCESSION_KINDS = {"merge", "split", "rename", "dissolve", "transfer_of_function"}
BASES = {"read", "secondary", "memory"}
DECREE_GROUNDS = {"R01", "R02", "R03", "R11"}
TODAY, SEED_DAY = "2026-11-24", "2024-06-20"
FURNITURE = re.compile(
    r"Không có thông tin|Tên giấy tờ|Mẫu đơn, tờ khaiSố|Mã văn bản|Hình thức nộpThời|Mã: ?KQ|Từ khóaKhông|Chọn cơ quan thực hiện"
)
faults = []


def fault(where, what):
    """Notes a fault."""
    faults.append(f"{where}: {what}")


def load(name):
    """A JSON catalogue."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def is_date(text):
    """True for an ISO date."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except (TypeError, ValueError):
        return False


def check_span(where, row):
    """valid_from is a date and not after valid_to, the last day."""
    if not is_date(row["valid_from"]):
        fault(where, f"valid_from {row['valid_from']!r}")
    if row["valid_to"] is not None and (not is_date(row["valid_to"]) or row["valid_to"] < row["valid_from"]):
        fault(where, f"valid_to {row['valid_to']!r}")


def valid(row, day):
    """Does the row hold on that day? (valid_to is the last day)"""
    return row["valid_from"] <= day and (row["valid_to"] is None or day <= row["valid_to"])


def texts(value):
    """Every text inside a row."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)


def check_procedures():
    """Shape, order and cleanness of the procedures."""
    path = DATA / "procedures.jsonl.gz"
    raw = path.read_bytes()
    if len(raw) > 3_000_000:
        fault(path.name, f"{len(raw)} bytes")
    if raw[4:8] != b"\0\0\0\0":
        fault(path.name, "the archive carries a time")
    rows = [json.loads(line) for line in gzip.decompress(raw).decode().splitlines()]
    codes = [row["code"] for row in rows]
    if codes != sorted(set(codes)):
        fault(path.name, "codes are not sorted and unique")
    for row in rows:
        where = f"procedure {row['code']}"
        if list(row) != KEYS:
            fault(where, "keys")
        if not re.fullmatch(r"\d\.\d{6}", row["code"]) or len(row["name"]) < 6:
            fault(where, "code or name")
        if any(part not in LEVELS for part in row["level"].split(", ") if row["level"]):
            fault(where, f"level {row['level']!r}")
        for text in texts(row):
            if text != unicodedata.normalize("NFC", text) or text != text.strip() or "  " in text or "\t" in text:
                fault(where, f"spaces or form: {text[:60]!r}")
            if FURNITURE.search(text):
                fault(where, f"page furniture: {text[:80]!r}")
        for way in row["ways"]:
            if way["method"] not in cells.METHODS:
                fault(where, f"method {way['method']!r}")
            if way["time"] and not re.fullmatch(r"\d+(,\d)? (ngày làm việc|ngày|giờ làm việc|giờ|phút|tuần|tháng|năm)", way["time"]):
                fault(where, f"time {way['time']!r}")
            if re.fullmatch(r"[\d.,]+|.{1,3}", way["fee"]):
                fault(where, f"fee {way['fee']!r}")
        for paper in row["documents"]:
            if len(paper["name"]) < 3 or cells.looks_glued(paper["name"]) or re.search(r"\.(docx?|pdf|xlsx?)$", paper["name"]):
                fault(where, f"paper {paper['name'][-80:]!r}")
            if paper["copies"] and not re.fullmatch(r"\d+ bản chính(, \d+ bản sao)?|\d+ bản sao", paper["copies"]):
                fault(where, f"copies {paper['copies']!r}")
        for text in [row["name"], row["result"], row["conditions"], *row["legal_basis"], *row["steps"]]:
            if cells.looks_glued(text):
                fault(where, f"glued: {text[:100]!r}")
        if not row["has_detail"] and (row["steps"] or row["ways"] or row["url"]):
            fault(where, "a row without detail has detail")
    return rows


def check_areas():
    """92 communes, two provinces, eight former districts."""
    rows = load("areas.json")
    kinds = collections.Counter(row["kind"] for row in rows)
    if kinds != {"xa": 77, "phuong": 15, "tinh": 2, "huyen": 7, "thanh_pho": 1}:
        fault("areas.json", f"kinds {dict(kinds)}")
    codes = {row["code"]: row for row in rows}
    if len(codes) != len(rows):
        fault("areas.json", "a code stands twice")
    from_bac_kan = sum(row["former_province"] == "Bắc Kạn" and row["kind"] in ("xa", "phuong") for row in rows)
    if from_bac_kan != 37:
        fault("areas.json", f"{from_bac_kan} communes from Bắc Kạn, 37 expected")
    defaults = collections.Counter()
    for row in rows:
        check_span(f"area {row['code']}", row)
        if row["parent"] is not None and row["parent"] not in codes:
            fault(f"area {row['code']}", f"parent {row['parent']}")
        for old in row["old"]:
            defaults[old["code"]] += old["is_default"]
    if len(defaults) != 280 or set(defaults.values()) != {1}:
        fault("areas.json", f"{len(defaults)} old communes, each needs one default")
    return codes


def check_agencies(areas, procedures):
    """Agencies, successions, jurisdictions: every slug, area, field, code and date."""
    catalogue = load("agencies.json")
    agencies = {}
    for agency in catalogue["agencies"]:
        slug = agency["slug"]
        if slug in agencies or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
            fault(f"agency {slug}", "slug")
        agencies[slug] = agency["versions"]
        last = None
        for version in agency["versions"]:
            check_span(f"agency {slug}", version)
            if last and (last["valid_to"] is None or last["valid_to"] >= version["valid_from"]):
                fault(f"agency {slug}", "versions overlap")
            last = version
            if version["kind"] not in AGENCY_KINDS or version["basis_kind"] not in BASES:
                fault(f"agency {slug}", "kind or basis")
            if version["area"] is not None and version["area"] not in areas:
                fault(f"agency {slug}", f"area {version['area']}")
            if any(version[key] is not None for key in ("address", "hotline", "email", "contact_official", "national_code")):
                fault(f"agency {slug}", "a contact nobody checked")
    for slug, versions in agencies.items():
        for version in versions:
            if version["parent_slug"] is not None and version["parent_slug"] not in agencies:
                fault(f"agency {slug}", f"parent {version['parent_slug']}")
    seats = {version["area"] for versions in agencies.values() for version in versions if version["kind"] == "commune"}
    today = {code for code, row in areas.items() if row["kind"] in ("xa", "phuong")}
    if seats != today:
        fault("agencies.json", f"communes without a committee: {today ^ seats}")
    check_successions(catalogue["successions"], agencies)
    check_jurisdictions(catalogue["jurisdictions"], agencies, procedures)
    return agencies


def check_successions(rows, agencies):
    """Who ends has exactly one default heir, on the day after, alive on that day."""
    defaults, pairs = collections.Counter(), set()
    for row in rows:
        if (row["from"], row["to"], row["effective_on"]) in pairs:
            fault(f"succession {row['from']}", "one step twice")
        pairs.add((row["from"], row["to"], row["effective_on"]))
        where = f"succession {row['from']} -> {row['to']}"
        if row["kind"] not in SUCCESSION_KINDS or row["basis_kind"] not in BASES or not is_date(row["effective_on"]):
            fault(where, "kind, basis or date")
        if row["from"] not in agencies or row["to"] not in agencies:
            fault(where, "unknown slug")
            continue
        if not any(valid(version, row["effective_on"]) for version in agencies[row["to"]]):
            fault(where, "the heir does not exist on that day")
        defaults[row["from"]] += row["is_default"]
    for slug, versions in agencies.items():
        ended = versions[-1]["valid_to"]
        if (ended is not None) != (defaults[slug] == 1):
            fault(f"agency {slug}", f"ended {ended}, {defaults[slug]} default heirs")


def check_jurisdictions(rows, agencies, procedures):
    """Every rule names what exists, and every procedure finds an agency today and found one in 2024."""
    fields = {row["field"] for row in procedures}
    codes = {row["code"] for row in procedures}
    for row in rows:
        where = f"jurisdiction {row['agency']} {row['field'] or row['procedure_code']}"
        check_span(where, row)
        if row["field"] is not None and row["field"] not in fields:
            fault(where, "unknown field")
        if row["procedure_code"] is not None and row["procedure_code"] not in codes:
            fault(where, "unknown procedure")
        if row["level"] is not None and row["level"] not in LEVELS:
            fault(where, "unknown level")
        if row["agency"] == "@commune":
            continue
        spans = agencies.get(row["agency"])
        if spans is None or row["valid_from"] < spans[0]["valid_from"]:
            fault(where, "agency unknown or not yet there")
        elif spans[-1]["valid_to"] is not None and (row["valid_to"] is None or row["valid_to"] > spans[-1]["valid_to"]):
            fault(where, "agency no longer there")
    index = collections.defaultdict(list)
    for row in rows:
        index[row["field"], row["procedure_code"]].append(row)
    shares = collections.Counter()
    for procedure in procedures:
        best = winner(index, procedure, TODAY)
        if best is None or best["priority"] <= 20:
            fault(f"procedure {procedure['code']}", "no agency of its own today")
            continue
        shares[best["agency"]] += 1
        if winner(index, procedure, SEED_DAY) is None:
            fault(f"procedure {procedure['code']}", "no agency in 2024")
    print("procedures by agency today:", ", ".join(f"{slug} {count}" for slug, count in shares.most_common()))


def winner(index, procedure, day):
    """The rule that decides for a procedure on a day: highest priority; None when there is none."""
    level = nearest_level(procedure["level"])
    keys = {(procedure["field"] or None, None), (None, procedure["code"]), (None, None)}
    fitting = [row for key in keys for row in index[key] if row["level"] in (None, level) and valid(row, day)]
    fitting.sort(key=lambda row: -row["priority"])
    if len(fitting) > 1 and fitting[0]["priority"] == fitting[1]["priority"]:
        fault(f"procedure {procedure['code']}", f"two rules of one priority on {day}")
    return fitting[0] if fitting else None


def check_holidays():
    """Days in order, one kind each, make-up days on weekends."""
    with open(DATA / "holidays.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    dates = [row["date"] for row in rows]
    if dates != sorted(set(dates)) or not all(map(is_date, dates)):
        fault("holidays.csv", "dates")
    for row in rows:
        weekend = datetime.date.fromisoformat(row["date"]).weekday() >= 5
        if row["kind"] not in ("off", "make_up") or (row["kind"] == "make_up" and not weekend) or not row["source"]:
            fault("holidays.csv", row["date"])
        if re.search(r'[,"]', row["name"] + row["source"]):
            fault("holidays.csv", f"{row['date']}: a comma or quote inside a cell")
        swapped = re.search(r"thay cho ngày (\d\d)/(\d\d)/(\d{4})", row["name"])
        if swapped and f"{swapped[3]}-{swapped[2]}-{swapped[1]}" not in dates:
            fault("holidays.csv", f"{row['date']}: the day it is swapped for is missing")
    return rows


def check_reasons():
    """R01 to R11, each with words for the sender; only four rest on the decree."""
    rows = load("reasons.json")
    if [row["code"] for row in rows] != [f"R{number:02}" for number in range(1, 12)]:
        fault("reasons.json", "codes")
    for row in rows:
        if (row["ground"] == "decree") != (row["code"] in DECREE_GROUNDS):
            fault(f"reason {row['code']}", "ground")
        for key in ("guidance_vi", "guidance_en"):
            sentences = len(re.findall(r"[.;](?: |$)", row[key]))
            if not 2 <= sentences <= 6 or "!" in row[key]:
                fault(f"reason {row['code']}", f"{key}: {sentences} sentences")


def check_profile(agencies):
    """The province's profile names agencies that exist; every setting says what it rests on."""
    profile = load("province/thai-nguyen.json")
    if profile["intake_agency"] not in agencies:
        fault("province", "intake agency")
    for name, setting in profile["settings"].items():
        if set(setting) != {"value", "basis", "source"} or not setting["source"]:
            fault(f"setting {name}", "value, basis, source")


def check_demo(agencies, procedures, areas):
    """Demonstration data name agencies, procedures and areas of the catalogue."""
    contacts = load("demo/contacts.json")
    if contacts["demonstration"] is not True:
        fault("demo/contacts.json", "not marked as a demonstration")
    numbers = [contact["hotline"] for contact in contacts["contacts"].values()]
    if len(set(numbers)) != len(numbers) or not all(re.fullmatch(r"020[89] 3000 \d{3}", number) for number in numbers):
        fault("demo/contacts.json", "numbers")
    for slug in contacts["contacts"]:
        if slug not in agencies:
            fault("demo/contacts.json", f"unknown agency {slug}")
    codes, fields = {row["code"] for row in procedures}, {row["field"] for row in procedures}
    for name in ("officials.json", "petitions-2024.json", "petitions-2026.json"):
        path = DATA / "demo" / name
        if path.exists():
            check_references(name, json.loads(path.read_text(encoding="utf-8")), agencies, codes, fields, areas)


def check_references(name, value, agencies, codes, fields, areas):
    """Walks demonstration data and looks up what it refers to."""
    if isinstance(value, list):
        for part in value:
            check_references(name, part, agencies, codes, fields, areas)
    elif isinstance(value, dict):
        for key, part in value.items():
            known = {"agency": agencies, "lead": agencies, "procedure_code": codes, "field": fields, "area_code": areas}.get(key)
            if known is not None and isinstance(part, str) and part not in known:
                fault(f"demo/{name}", f"{key} {part!r} is not in the catalogue")
            if key == "supporting" and isinstance(part, list):
                for slug in part:
                    if slug not in agencies:
                        fault(f"demo/{name}", f"supporting {slug!r} is not in the catalogue")
            check_references(name, part, agencies, codes, fields, areas)


def check_same_bytes(source):
    """Building again gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(__file__).with_name("build_catalogues.py")
        subprocess.run([sys.executable, script, source, folder], check=True, stdout=subprocess.DEVNULL)
        for name in ("procedures.jsonl.gz", "areas.json", "agencies.json", "holidays.csv", "demo/contacts.json"):
            if (pathlib.Path(folder) / name).read_bytes() != (DATA / name).read_bytes():
                fault(name, "building again gives other bytes")


def main(arguments):
    """Runs every check."""
    procedures = check_procedures()
    areas = check_areas()
    agencies = check_agencies(areas, procedures)
    holidays = check_holidays()
    check_reasons()
    check_profile(agencies)
    check_demo(agencies, procedures, areas)
    if arguments:
        check_same_bytes(arguments[0])
    for text in faults:
        print(text)
    print(
        f"{len(procedures)} procedures, {len(areas)} areas, {len(agencies)} agencies, {len(holidays)} days: "
        + (f"{len(faults)} faults" if faults else "no fault")
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
