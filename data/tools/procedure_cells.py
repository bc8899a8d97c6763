"""How is a glued table cell of the national record taken apart?

The national record's tables were saved as text without any mark between cells: "Trực tuyến1Miễn phí".
Each function here splits one kind of cell on the labels the table itself uses, and answers None when
a split would be a guess. None means: show nothing, and link to the national record.
"""

import re
import unicodedata

NOTHING = {"", "--", "----", "-", "không có thông tin", "không có", "không", "không quy định", "không yêu cầu"}
METHODS = ("Trực tuyến", "Dịch vụ bưu chính", "Trực tiếp")
UPPER = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
LOWER = "a-zà-ãè-êìíò-õùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"


def clean(text):
    """NFC, private-use bullets and odd spaces removed, spaces collapsed, ends trimmed."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub("[\uf000-\uf8ff]", "- ", text).replace("VIệT", "VIỆT")
    text = re.sub("[\u200b\u200c\u200d\ufeff\u00ad]", "", text)
    return re.sub(r"\s+", " ", text).strip()


def spaced(text):
    """Clean text with the space that typists left out after a full stop, semicolon, colon or bracket."""
    text = re.sub(rf"(?<=[{LOWER}\d][.;:)])(?=[{UPPER}][{LOWER}])", " ", clean(text))
    text = re.sub(r"(Nghị định|Thông tư|Quyết định)(?=\d)", r"\1 ", text)
    text = re.sub(r"(?<=\d)(?=Nghị định|Thông tư|Quyết định)", " ", text)
    return re.sub(rf"^(\(?[a-zđ]{{1,2}}\d?[.)]|\([ivx]+\)|[ivx]+\))(?=[{UPPER}])", r"\1 ", text)


def unglued(text):
    """Running text cut where a small letter runs into a capitalised word ("đầu tưGiấy")."""
    return re.split(rf"(?<=[{LOWER}])(?=[{UPPER}][{LOWER}])", text)


def value(text):
    """A short value, or "" when the record says that there is nothing."""
    text = clean(text)
    return "" if text.lower().rstrip(".,; ") in NOTHING else text


def looks_glued(text):
    """True when two cells still stand in one text: a small letter or bracket runs into a capital."""
    text = re.sub(r"VNeID|eID|eTax|kV[Aa]?|kWh?|pH|PoA|MaD|MiD|gTLD|LoA|CoA", "", text)
    return bool(
        re.search(rf"[{LOWER}][{UPPER}]", text)
        or re.search(rf"Miễn phí[^\s.,;:)]|Không có thông tin|\d bản (?:chính|sao)[{UPPER}]|Tên giấy tờ ?Mẫu|Mã: KQ"
            rf"|(?:{'|'.join(METHODS)})\d", text)
    )


def paragraphs(text):
    """Running text as a list of paragraphs; lines the page had wrapped are joined, page numbers dropped."""
    out = []
    for line in unicodedata.normalize("NFC", text).split("\n"):
        line = clean(line)
        if not line or re.fullmatch(r"\d{1,3}|[-–+*•]+", line):
            continue
        wrapped = out and (re.match(rf"[{LOWER}]", line) or out[-1].endswith(",")) and not re.match(r"[a-zđ]{1,2}\d?[.)]|[ivx]+[.)]", line)
        if wrapped and not re.search(r"[.;:]$", out[-1]):
            out[-1] += " " + line
        else:
            out.append(line)
    return out


UNIT = r"(?:Ngày làm việc|Ngày|Giờ làm việc|Giờ|Phút|Tuần|Tháng|Năm)"
MONEY = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)? (?:Việt Nam Đồng|VNĐ|Đồng|USD|EUR)"
NO_INFORMATION = "Không có thông tin"
ROW = re.compile(
    rf"(?P<method>{'|'.join(METHODS)})"
    rf"(?:(?P<time>\d+(?:\.\d)? {UNIT})|(?P<bare>\d+)(?=Miễn phí|{NO_INFORMATION})|(?P<none>{NO_INFORMATION})"
    rf"|(?P<word>Không(?: phải trả kết quả cho người nộp thuế| quy định)?|Hệ thống giải[^\n]{{0,130}}?) ?(?=Miễn phí|{NO_INFORMATION})"
    rf"|(?=\d[\d,.]* (?:Việt Nam Đồng|VNĐ|USD|EUR)(?P<lost>)))"
)
FEE = re.compile(rf"(?P<free>Miễn phí)|(?P<none>{NO_INFORMATION})|(?P<money>{MONEY})")


def bracket(text):
    """Splits a leading balanced "(…)" from the rest; (None, text) when there is none, it never closes,
    or it is only a list mark such as "(1)"."""
    if not text.startswith("(") or re.match(r"\(\w{1,4}\)", text):
        return None, text
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return text[1:index].strip(), text[index + 1 :]
    return None, text


def amount(text):
    """ "500,000 Việt Nam Đồng" as "500.000 đồng"."""
    number, unit = text.split(" ", 1)
    unit = "đồng" if unit in ("Việt Nam Đồng", "VNĐ", "Đồng") else unit
    return f"{number.replace(',', '.') if unit == 'đồng' else number} {unit}"


def ways(cell, tally):
    """Rows of "Hình thức nộp, Thời gian, Phí, lệ phí, Mô tả" as dictionaries, or None.

    A time whose unit was lost ("1Miễn phí") is left empty: it may be days, working days or hours.
    "Miễn phí" followed by a bracket is the portal's way of saying "no fixed sum": the bracket is the fee.
    """
    head = "Hình thức nộpThời gianPhí, lệ phíMô tả"
    cell = unicodedata.normalize("NFC", cell)
    if not cell.startswith(head):
        return None
    body = cell[len(head) :].strip()
    if not body or body == "--":
        return []
    starts = list(ROW.finditer(body))
    if not starts or starts[0].start() != 0:
        return None
    out = []
    for row, following in zip(starts, starts[1:] + [None]):
        rest = body[row.end() : following.start() if following else len(body)]
        time, fee = row["time"] or "", ""
        if row["bare"] is not None:
            tally["time without unit left empty"] += 1
        if row["lost"] is not None:
            tally["time and fee run together, both left empty"] += 1
            rest = re.sub(rf"^{MONEY}|^[\d,.]+ \w+", "", rest)
        else:
            match = FEE.match(rest)
            if not match:
                return None
            rest = rest[match.end() :]
            fee = "Miễn phí" if match["free"] else amount(match["money"]) if match["money"] else ""
            if re.fullmatch(r"\d{1,3} đồng", fee):  # thousands lost: no state fee is below 1.000 đồng
                tally["sum below 1.000 đồng left empty"] += 1
                fee = ""
        detail, rest = bracket(rest.lstrip())
        detail = spaced(value((detail or "").lstrip("-–+*• ")))
        inner, after = bracket(detail)
        detail = inner if inner and not after.strip(" .;") else detail
        if detail and fee == "Miễn phí" and not re.match(r"(không|miễn)", detail.lower()):
            fee, detail = capital(detail), ""
        elif detail and fee and fee != "Miễn phí":
            fee, detail = with_detail(fee, detail), ""
        note = spaced(value(rest.lstrip("( ") if rest.count("(") > rest.count(")") else rest))
        note = value(re.sub(r"^Đồng (?=\()", "", " ".join(part for part in (detail, note) if part)))
        if fee == "Miễn phí" and re.match(r"(Phí|Lệ phí) ?:", note):
            fee, note = note, ""
        time = time.lower().replace(".", ",")
        if any(text and looks_glued(text) for text in (fee, note)):
            tally["note dropped: cells still run together"] += bool(note)
            note = ""
            if looks_glued(fee):
                fee = ""
        out.append({"method": row["method"], "time": time, "fee": fee, "note": capital(note)})
    return out


def with_detail(fee, detail):
    """A sum and what it is for, without saying the sum or its unit twice."""
    per = re.match(rf"(?:{re.escape(fee)}|đồng)? ?/", detail)
    if per:
        return f"{fee}/{detail[per.end() :].strip().rstrip('.')}"
    return f"{fee} ({detail.rstrip(': ')})"


def capital(text):
    """First letter large, so that a split-off piece reads as a sentence; a list mark ("a)") stays small."""
    return text if re.match(r"\(?[a-zđ]{1,4}[\d.]*[).]", text) else text[:1].upper() + text[1:]


HEADER = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
COPIES = re.compile(
    r"(?:(?<![\s\d])(?P<digits>\d*?)|(?<!\d)(?P<apart>\d{2,}))(?P<main>\d)(?: bản chính)(?:,(?P<copy>\d{1,2}) bản sao)?"
    rf"(?=$|[{UPPER}\-–+*•(\d\"“”]|[{LOWER}]|\s*$|[\uf000-\uf8ff])"
)
FILE = re.compile(r"\.(?:docx|doc|xlsx|xls|pdf|rar|zip|odt|rtf|jpe?g|png|tif|DOCX?|PDF|XLSX?)(?![a-z])")


FORM_WORD = (
    rf"(?:Mẫu|Mau|MẪU|Phụ lục|Phu luc|PHỤ LỤC|Biểu|Bieu|Đơn|Don|Tờ khai|To khai|Giấy|Văn bản|Báo cáo|Bản khai)(?![{LOWER}])"
)
FORM_WORD_SMALL = r"(?:mẫu|mau|đơn|don|phụ lục|phu luc|biểu|tờ khai|tờ trình|giấy|văn bản|bản khai|báo cáo)[ _\d.]"
# Where a file name can begin without a space before it, surest first.
AT_FORM_WORD = re.compile(rf"(?<=[{UPPER}{LOWER}.;:)”\"\d])(?={FORM_WORD})")
AT_CAPITAL = re.compile(rf"(?<=[{LOWER}”\"])(?=[{UPPER}])")
AFTER_STOP = re.compile(rf"(?<=[{LOWER}A-Z\d\]”\")][.,;:)])(?=[{UPPER}])|(?<=\))(?=[{UPPER}])")
AT_SMALL_WORD = re.compile(rf"(?<=[{UPPER}{LOWER}.;:)\d])(?={FORM_WORD_SMALL})")
AT_DIGIT = re.compile(rf"(?<=[{LOWER};)])(?=\d)|(?<=[{LOWER})]\.)(?=\d)")
CUT_SHORT = re.compile(r"(?:[/(]|\b(?:số|phụ lục|biểu))$", re.IGNORECASE)


def without_files(name):
    """The name of a paper without the names of the form files behind it, or None when the seam is not visible."""
    while (found := list(FILE.finditer(name))) and found[-1].end() >= len(name.rstrip()):
        if len(found) > 1:  # one file name after another: the first ends where the second begins
            name = name[: found[-2].end()]
            continue
        at = seam(name)
        if at is None or CUT_SHORT.search(name[:at].rstrip()):
            return None
        name = name[:at].rstrip()
    return None if FILE.search(name) else name


def seam(name):
    """Where the file name at the end of `name` begins, or None."""
    if form := points(name, AT_FORM_WORD):
        return form[0]
    stops = points(name, AFTER_STOP)
    if capitals := points(name, AT_CAPITAL):
        token = name.rfind(" ", 0, capitals[0])
        return next((stop for stop in stops if token < stop < capitals[0]), capitals[0])
    if stops:
        token = name.rfind(" ", 0, stops[-1])
        return next(stop for stop in stops if stop > token)
    if small := points(name, AT_SMALL_WORD):
        return small[0]
    digits = [at for at in points(name, AT_DIGIT) if len(name) - at <= 60]
    return digits[-1] if digits else None


def points(name, pattern):
    """Every place `pattern` shows in `name` behind which stands something like a file name."""
    out = []
    for point in pattern.finditer(name):
        tail = name[point.start() :]
        plain = tail.isascii()
        form = len(tail) <= 110 and re.match(FORM_WORD, tail) and ";" not in tail
        if point.start() >= 3 and len(tail) <= 160 and (plain or form or not re.search(r"[;:]|\. |, .*, ", tail)):
            out.append(point.start())
    return out


def tidy(name):
    """The name of a paper without list marks before it and stray numbering or marks after it."""
    name = "" if re.fullmatch(r"[\d.\s]+", name) else name
    name = re.sub(r"(?<=[.;:)])\s?(?:\d{1,3}\.?)+\.*$|(?<=\.)[a-z]$|(?<=\.)\s?(?:Mauso|Phlc|Mus)\w*$", "", spaced(name).rstrip(";,/( "))
    name = re.sub(r"^(\([ivx]+\))!", r"\1", name)
    return re.sub(r"\.{2,}$", ".", name).rstrip(";,/( ").lstrip("-–+*•= ")


def documents(cell, tally):
    """Rows of "Tên giấy tờ, Mẫu đơn, Số lượng" as dictionaries, or None."""
    cell = unicodedata.normalize("NFC", cell)
    if not value(cell):
        return []
    parts = cell.split(HEADER)
    if len(parts) == 1:
        return None
    out, group = [], tidy(value(parts[0])).rstrip(": ")
    if looks_glued(group) or len(group) > 900:
        tally["group title glued"] += 1
        return None
    for part in parts[1:]:
        last = 0
        rows = []
        for copies in COPIES.finditer(part):
            if copies.start() < last:
                continue
            if re.fullmatch(r"[1-9]", copies["digits"] or ""):  # "mẫu 1" and 1 copy, or 11 copies
                tally["number of copies ambiguous"] += 1
                return None
            text = part[last : copies.start()] + (copies["digits"] or copies["apart"] or "")
            rows.append((text, int(copies["main"]), int(copies["copy"] or 0)))
            last = copies.end()
        if not rows:
            tally["no number of copies found"] += 1
            return None
        for text, main, copy in rows:
            if not text.strip():
                continue
            name = without_files(text.rstrip())
            if name is None:
                tally["form file name not separable"] += 1
                return None
            name = tidy(name)
            glue = rf"\d[{UPPER}][{LOWER}]|[{LOWER}]\d bản (?:chính|sao)|[{UPPER}]{{3,}}[{LOWER}]{{2}}|[a-zA-Z]{{9,}}\.?$|\)\d| [b-df-hj-np-tv-xz]$"
            if len(name) < 3 or looks_glued(name) or re.search(glue, re.sub(r"https?:\S+", "", name)):
                tally["paper name still glued"] += 1
                return None
            out.append({"group": group, "name": capital(name), "copies": copies_text(main, copy)})
        group = tidy(value(part[last:])).rstrip(": ")
        if looks_glued(group) or len(group) > 900:
            tally["group title glued"] += 1
            return None
    if group:
        tally["text after the last paper"] += 1
        return None
    return ordered(out)


def copies_text(main, copy):
    """ "1 bản chính, 1 bản sao"; "" when the record asks for none."""
    wanted = [f"{n} {kind}" for n, kind in ((main, "bản chính"), (copy, "bản sao")) if n]
    return ", ".join(wanted)


LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def ordered(papers):
    """Papers of one group in the order of their marks, (i, ii …) or (a, b …), when every one carries its own."""
    groups = {}
    for paper in papers:
        groups.setdefault(paper["group"], []).append(paper)
    out = []
    for members in groups.values():
        marks = [re.match(r"\(?([a-zđ]{1,4})\)|(\d{1,2})[.)] ", paper["name"]) for paper in members]
        marks = [mark[1] or mark[2] for mark in marks] if all(marks) else []
        if len(set(marks)) == len(members):
            if all(mark.isdigit() for mark in marks):
                members = [paper for _, paper in sorted(zip(map(int, marks), members), key=lambda pair: pair[0])]
            elif all(mark in ROMAN for mark in marks) and "i" in marks:
                members = [paper for _, paper in sorted(zip(map(ROMAN.index, marks), members), key=lambda pair: pair[0])]
            elif all(len(mark) == 1 and mark in LETTERS for mark in marks):
                members = [paper for _, paper in sorted(zip(map(LETTERS.index, marks), members), key=lambda pair: pair[0])]
        out.extend(members)
    return out


ISSUERS = (
    "BLĐTBXH BVHTTDL BNN&PTNT BNNPTNT BNNMT BTNMT BKHĐT BKHCN BGTVT BGDĐT BTTTT BDTTG VKSNDTC TANDTC UBTVQH HĐTP KTNN TTCP VPCP "
    "UBND HĐND BHXH NHNN HĐBT UBDT TTg TLĐ BTC BTP BCA BXD BYT BCT BNV BNG BQP BTM BTS BKH BVHTT TCHQ TCT CP CTN TW"
).split()
ISSUER = "(?>" + "|".join(sorted(ISSUERS, key=len, reverse=True)) + ")"
FORM = r"(?:NĐ|TT|TTLT|QĐ|NQ|PL|L|VBHN|CT|SL|ĐA|HD)"
CODE = (
    rf"(?:\d{{1,3}}\.\d{{1,2}}(?=/\d{{4}}/NQ)|\d{{1,8}}[a-z]?)/(?:(?:19|20)\d{{2}}/)?"
    rf"(?:{FORM}-QH\d{{2}}|(?:PL-)?UBTVQH\d{{2}}|QH\d{{2}}|{FORM}(?:-{ISSUER})++)"
)
KIND = r"(?:Luật|Luất|Bộ luật|NĐ|TT|QĐ|Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Nghị quyết|Pháp lệnh|Văn bản hợp nhất)"
ACT = re.compile(rf"(?:{KIND}(?: số)?:? |[Ss]ố:? )?(?P<code>{CODE})")


def act_kind(code):
    """ "Thông tư " for a bare "10/2024/TT-BXD"; "" when the code does not say."""
    kinds = {"NĐ-": "Nghị định", "TT-": "Thông tư", "TTLT-": "Thông tư liên tịch", "QĐ-": "Quyết định", "NQ-": "Nghị quyết"}
    for mark, kind in kinds.items():
        if f"/{mark}" in code:
            return kind + " "
    return "Luật " if re.search(r"/QH\d\d$", code) else ""


class Mention:
    """One mention of an act's number: where it stands, and the number without the digits that ran into it."""

    def __init__(self, match):
        self.code, self.start, self.end = match["code"], match.start(), match.end()
        digits = re.match(r"\d*", self.code)[0]
        if len(digits) >= 5 and digits[:2] in ("19", "20"):  # "…năm 2013" ran into "45/2013/QH13"
            self.start = match.start("code") + 4
            self.code = self.code[4:]
        self.certain = len(re.match(r"\d*", self.code)[0]) <= 4 and not re.match(r"[1-9]\d{3}/(19|20)\d\d/", self.code)

    @property
    def number(self):
        """Number and year ("13/2024"), to see whether two mentions are the same act."""
        return re.match(r"[^A-ZĐ]*", self.code)[0]


def legal_basis(cell, tally):
    """Acts of "Tên văn bản pháp lý, Mã văn bản" as a list of texts, or None."""
    head = "Tên văn bản pháp lýMã văn bản"
    cell = unicodedata.normalize("NFC", cell)
    if not value(cell):
        return []
    if not cell.startswith(head):
        return None
    body = re.sub(rf"(/{FORM}) ?- ?(?=[A-ZĐ])", r"\1-", cell[len(head) :].strip())
    body = re.sub(r"(/\d{4}/NĐ-C)(?!P)", r"\1P", body)  # a typing slip of the record: only the Government issues NĐ
    if not body:
        return []
    out, last = [], 0
    acts = [Mention(match) for match in ACT.finditer(body)]
    if not all(act.certain for act in acts):
        tally["act number run together with other digits"] += 1
        return None
    for act, following in zip(acts, acts[1:] + [None]):
        before, after = body[act.start - 1 : act.start], body[act.end : act.end + 1]
        repeated = following and following.start == act.end and following.number == act.number
        begins_cell = act.start > last and not re.match(r"[\s(/\-]", before)
        closed = after == "" or re.match(rf"[{UPPER}\"“\n]", after)
        # A number glued to a word or a full stop is the number's own cell, even when a space follows it.
        glued = re.search(rf"[{LOWER}.)”]$", before) and not re.search(rf"(?:{KIND}|số)$", body[: act.start])
        apart = glued and re.match(rf"\s+(?:[{UPPER}]|$)", body[act.end :])
        ends_row = closed or apart or (begins_cell and re.match(rf"[{LOWER}\d]", after))
        if ends_row and not repeated and act.start > last:
            out.append((spaced(body[last : act.start]).strip("-;,. "), act.code))
            last = act.end
    rest = clean(body[last:])
    if rest or not out:
        tally["act without a number"] += 1
        return None
    texts = []
    for name, code in out:
        name = re.sub(rf"({CODE})(?=[{LOWER}])", r"\1 ", re.sub(r"^hông tư", "Thông tư", name))
        bare = re.sub(r"\s", "", name)
        if re.fullmatch(rf"{KIND}(?: số)?", name):
            name = f"{name} {code}"
            bare = re.sub(r"\s", "", name)
        text = act_kind(code) + code if bare == code else name if code in bare else f"{name.rstrip('.')} ({code})"
        broken = looks_glued(name) or re.search(rf"\d[{UPPER}][{LOWER}]|[{LOWER}”)]\d+/\d{{4}}|/$|\d{{5}}|{CODE} (?:Bộ luật|Luật|Nghị định|Thông tư)\b|{CODE}(?:{CODE}|[{UPPER}]|[\-–] )", name)
        if broken or len(text) > 700 or len(name) < 3:
            tally["act name still glued"] += 1
            return None
        if text not in texts:
            texts.append(capital(text))
    return texts
