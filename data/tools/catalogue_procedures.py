"""How does the national record of procedures become the catalogue that ships?"""

import collections
import csv
import gzip
import json
import pathlib
import re

import procedure_cells as cells

HERE = pathlib.Path(__file__).parent
MINISTRIES = {
    "bo-tai-chinh": "Bộ Tài chính",
    "bo-nong-nghiep-mt": "Bộ Nông nghiệp và Môi trường",
    "bo-xay-dung": "Bộ Xây dựng",
    "bo-cong-an": "Bộ Công an",
    "bo-tu-phap": "Bộ Tư pháp",
    "ngan-hang-nha-nuoc": "Ngân hàng Nhà nước Việt Nam",
    "toa-an-nhan-dan": "Tòa án nhân dân tối cao",
}
# One field, one name: spellings of the record that differ only by accident.
FIELDS = {
    "Khoa học công nghệ": "Khoa học và Công nghệ",
    "Thi đua khen thưởng": "Thi đua, khen thưởng",
    "Thi đua – Khen thưởng": "Thi đua, khen thưởng",
    "Đầu tư tại Việt nam": "Đầu tư tại Việt Nam",
    "Đầu tư từ Việt nam ra nước ngoài": "Đầu tư từ Việt Nam ra nước ngoài",
    "sàn giao dịch các-bon trong nước": "Sàn giao dịch các-bon trong nước",
    "Tổ chức cai nghiên ma túy và quản lý sau cai nghiện": "Tổ chức cai nghiện ma túy và quản lý sau cai nghiện",
    "Quản lý chất lượng sản phẩm, hàng hoá": "Quản lý chất lượng sản phẩm, hàng hóa",
}
AUDIENCES = re.compile(r"(?:(?<=,)|(?<=^))\s*(Cán bộ, công chức, viên chức|Tổ chức \(không bao gồm doanh nghiệp, HTX\)|[^,]+)")


def table(name):
    """Rows of a table that stands beside this script."""
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def name_of(text):
    """A procedure's name on one line, without a doubled line and without a stray mark at the end."""
    lines = [cells.clean(line) for line in text.split("\n") if line.strip()]
    if len(lines) == 2 and (lines[0] == lines[1] or lines[0].rstrip(":").endswith(lines[1])):
        lines = [lines[0].rstrip(":")]
    name = re.sub(r"\(\d\.\d{6}\)$", "", cells.clean(" ".join(lines)))
    return name.rstrip(" .;-–")


def level_of(text):
    """ "Cấp Bộ, Cấp Tỉnh" as "Cấp bộ, Cấp tỉnh"."""
    return ", ".join(part.strip().capitalize() for part in text.split(",") if part.strip())


def agency_of(text):
    """The deciding agency; another province's agency becomes the general name, or nothing."""
    kept = []
    if any(len(part) > 160 for part in text.split(", ")):  # running text that strayed into the cell
        return ""
    for part in cells.value(text).split(", "):
        part = re.sub(r"_old$", "", part).rstrip(". ")
        part = re.sub(r"( -)? (các )?(Thành phố Hà Nội|thành phố Hà Nội|TP\.?Đà Nẵng|tỉnh An Giang)$", "", part)
        if part and not re.search(r"HCM|Hồ Chí Minh", part) and part not in kept:
            kept.append(part)
    return ", ".join(kept)


def result_of(text):
    """What one receives; the page's furniture and the portal's result codes are cut off."""
    body = re.split(r"Từ khóa(?:Không có thông tin)?|Chọn cơ quan thực hiện", text)[0]
    parts = [cells.value(part) for part in re.split(r"Mã: ?[A-Z\d.\-]*\d+(?=\D|$)|Mã: ?KQ\S*", body)]
    parts = [piece for part in parts for piece in cells.unglued(part.split("Mã:")[0])]
    parts = [cells.spaced(part).strip(" .;/") for part in parts if part]
    return cells.capital("; ".join(dict.fromkeys(part.lstrip("-+* ") for part in parts if part)))


def conditions_of(text):
    """Requirements as paragraphs; nothing when the record says "none"."""
    text = text.split("Từ khóa")[0]
    return "\n".join(" ".join(cells.unglued(cells.spaced(part))) for part in cells.paragraphs(text)) if cells.value(text) else ""


def related_of(text):
    """Names of related procedures (two records have one)."""
    match = re.match(r"#Tên thủ tục1(.*?)#1Tên thủ tục", text)
    return [cells.clean(match[1])] if match else []


def steps_of(row, tally):
    """The order of steps. 25 records were cut at the words "Thành phần hồ sơ" inside a sentence: their
    second half stands in the cell of papers and is put back."""
    text, papers = row["trinh_tu_thuc_hien"], row["thanh_phan_ho_so"]
    if cells.HEADER not in papers and re.search(r"\w", papers) and not papers.startswith("KQ."):
        start = papers.lstrip()
        joint = "" if re.match(r"[).;,]", start) else "\n" if re.match(r"Bước|[a-zđ\d]\)", start) else " "
        text, papers = f"{text.rstrip()}{'' if text.rstrip().endswith('(') else ' '}Thành phần hồ sơ{joint}{start}", ""
        tally["steps put back together"] += 1
    return [" ".join(cells.unglued(cells.spaced(part))) for part in cells.paragraphs(text)], papers


def decision_of(text):
    """Number of the publishing decision, or nothing when it is not one."""
    text = re.sub(r"^SỐ ", "", cells.clean(text))
    return text if "/" in text and not text.startswith("Demo") else ""


def detailed(row, tallies):
    """One record of the national base, cleaned."""
    steps, papers = steps_of(row, tallies["steps"])
    out = {
        "code": row["ma_thu_tuc"],
        "name": name_of(row["ten_thu_tuc"]),
        "field": FIELDS.get(cells.clean(row["linh_vuc"]), cells.clean(row["linh_vuc"])),
        "level": level_of(row["cap_thuc_hien"]),
        "ministry": MINISTRIES[row["bo_nganh"]],
        "agency": agency_of(row["co_quan_thuc_hien"]),
        "decision_no": decision_of(row["so_quyet_dinh"]),
        "audience": [part.strip() for part in AUDIENCES.findall(cells.value(row["doi_tuong_thuc_hien"]))],
        "steps": steps,
    }
    for key, source, split in (
        ("ways", row["cach_thuc_thuc_hien"], cells.ways),
        ("documents", papers, cells.documents),
        ("legal_basis", row["can_cu_phap_ly"], cells.legal_basis),
    ):
        tally = tallies[key]
        found = split(source, tally)
        tally["mended" if found else "empty in the record" if found == [] else "left out"] += 1
        out[key] = found or []
        if key == "documents":
            out["result"] = result_of(row["ket_qua_xu_ly"])
    out["conditions"] = conditions_of(row["yeu_cau_dieu_kien"])
    if cells.HEADER in row["yeu_cau_dieu_kien"] or re.search(r"\d bản chính[^\W\d_a-z]", row["ket_qua_xu_ly"]):
        # Two records were cut inside the cell of papers: three cells are wrong, none can be shown.
        out["documents"], out["result"], out["conditions"] = [], "", ""
        tallies["documents"]["record cut inside the papers"] += 1
    out["related"] = related_of(row["thu_tuc_lien_quan"])
    out["url"] = row["detail_url"]
    out["has_detail"] = True
    return out


def indexed(row, sources, ministries):
    """One row of the index of codes: little more than a name."""
    ministry = cells.clean(row["ministry"]) or sources[row["source"]]["ministry"] or ministries.get(row["code"], "")
    return {
        "code": row["code"],
        "name": name_of(row["name"]),
        "field": FIELDS.get(cells.clean(row["field"]), cells.clean(row["field"])),
        "level": level_of(row["level"]),
        "ministry": ministry,
        "agency": agency_of(row["agency"]),
        "decision_no": "",
        "audience": [],
        "steps": [],
        "ways": [],
        "documents": [],
        "result": "",
        "legal_basis": [],
        "conditions": "",
        "related": [],
        "url": "",
        "has_detail": False,
    }


def build(source, target):
    """Writes `procedures.jsonl.gz`; returns the rows, the counts for the report, and the codes that come from
    a ministry's list of its own procedures."""
    dropped = {row["code"]: row["reason"] for row in table("dropped_procedures.csv")}
    sources = {row["source"]: row for row in table("index_sources.csv")}
    ministries = {row["code"]: row["ministry"] for row in table("index_ministries.csv")}
    tallies = collections.defaultdict(collections.Counter)
    rows, central = {}, set()
    with gzip.open(source / "procedures.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["ma_thu_tuc"] in dropped:
                tallies["rows"]["detail dropped"] += 1
                continue
            rows[row["ma_thu_tuc"]] = detailed(row, tallies)
            tallies["rows"]["detail"] += 1
    with open(source / "procedure-index.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["code"] in rows or row["source"] == "chatbot_tthc":
                continue
            if row["code"] in dropped or sources[row["source"]]["trusted"] != "yes":
                tallies["rows"]["index dropped"] += 1
                continue
            rows[row["code"]] = indexed(row, sources, ministries)
            if sources[row["source"]]["scope"] == "central":
                central.add(row["code"])
            tallies["rows"]["index"] += 1
    ordered = [rows[code] for code in sorted(rows)]
    with open(target / "procedures.jsonl.gz", "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        for row in ordered:
            packed.write((json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
    return ordered, tallies, central
