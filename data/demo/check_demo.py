#!/usr/bin/env python3
"""Is the demonstration data sound: lawful steps in order, two pairs of eyes, the right figures, nobody's real data?

Usage: python3 data/demo/check_demo.py [--procedures FILE] [--areas FILE]
Without options the catalogues are looked for anywhere under data/. Prints what is wrong and exits 1, or a summary.
"""

from __future__ import annotations

import argparse
import collections
import csv
import datetime as dt
import gzip
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
VIETNAM = dt.timezone(dt.timedelta(hours=7))

# Days off on weekdays, and the Saturday worked instead, in the half-year of petitions-2024.json.
DAYS_OFF = {dt.date(2024, 1, 1), *(dt.date(2024, 2, day) for day in (8, 9, 12, 13, 14)), dt.date(2024, 4, 18),
            dt.date(2024, 4, 29), dt.date(2024, 4, 30), dt.date(2024, 5, 1)}
MADE_UP = {dt.date(2024, 5, 4)}
SESSIONS = (("07:30", "11:30"), ("13:30", "17:00"))

# Table of domain.md §9.2: verb -> (from, to); None keeps the state.
OPEN_BEFORE_ANSWER = {"submitted", "need_info", "resubmitted", "accepted", "assigned", "processing", "studying", "awaiting_approval"}
TABLE: dict[str, tuple[set[str], str | None]] = {
    "request_info": ({"submitted", "resubmitted"}, "need_info"),  # T2
    "supplement": ({"need_info"}, "resubmitted"),  # T3
    "reject": ({"submitted", "resubmitted", "need_info"}, "rejected"),  # T4, T5
    "accept": ({"submitted", "resubmitted"}, "accepted"),  # T6
    "refer_out": ({"submitted", "resubmitted", "accepted"}, "referred_out"),  # T7
    "assign": ({"accepted"}, "assigned"),  # T8
    "start": ({"assigned"}, "processing"),  # T9
    "return_to_intake": ({"assigned", "processing"}, "accepted"),  # T10
    "study": ({"processing"}, "studying"),  # T11
    "resume": ({"studying"}, "processing"),  # T12
    "draft_answer": ({"processing"}, None),
    "submit_for_approval": ({"processing"}, "awaiting_approval"),  # T13
    "send_back": ({"awaiting_approval"}, "processing"),  # T14
    "approve": ({"awaiting_approval"}, "answered"),  # T14
    "publish": ({"answered"}, "published"),  # T15
    "answer_private": ({"answered"}, "answered_private"),  # T16
    "reopen": ({"published", "answered_private"}, "processing"),  # T17
    "withdraw": (OPEN_BEFORE_ANSWER, "withdrawn"),  # T18
    "merge": ({"submitted", "resubmitted", "accepted", "assigned"}, "merged"),  # T19
    "extend": ({"assigned", "processing", "studying", "awaiting_approval"}, None),  # T21
    "rate": ({"answered", "published", "answered_private"}, None),
    "note": (OPEN_BEFORE_ANSWER | {"answered", "published", "answered_private"}, None),
}
SENDERS_VERBS = {"supplement", "withdraw", "rate", "reopen"}
ROLES = {
    "request_info": {"intake"}, "reject": {"intake"}, "accept": {"intake"}, "refer_out": {"intake"}, "assign": {"intake"},
    "merge": {"intake"}, "start": {"handler"}, "draft_answer": {"handler"}, "submit_for_approval": {"handler"},
    "return_to_intake": {"handler", "agency_lead"}, "resume": {"handler", "agency_lead"}, "study": {"agency_lead"},
    "approve": {"approver"}, "send_back": {"approver"}, "extend": {"agency_lead"}, "publish": {"publisher"},
    "answer_private": {"publisher"}, "note": {"intake", "handler", "agency_lead"},
}
LEADS_VERBS = {"start", "draft_answer", "submit_for_approval", "return_to_intake", "resume", "study", "approve", "send_back", "extend"}
NEEDS = {
    "request_info": {"message"}, "supplement": {"text"}, "reject": {"reason", "message", "guidance"},
    "accept": {"kind", "clause", "procedure_code", "area_code"}, "refer_out": {"to", "to_name", "document_no", "method"},
    "assign": {"lead", "supporting", "note"}, "return_to_intake": {"reason"}, "start": {"handler"}, "study": {"reason"},
    "draft_answer": {"body", "outcome", "criteria", "upheld"}, "send_back": {"reason"},
    "publish": {"title_public", "body_public", "answer_public"}, "answer_private": {"reason", "approved_by"},
    "extend": {"working_days", "reason"}, "note": {"text"}, "rate": {"level", "comment"}, "reopen": {"reason"},
    "withdraw": {"reason"}, "merge": {"into"},
}
FIELDS = {"key", "received_at", "channel", "title", "body", "proposed_solution", "kind", "procedure_code", "field", "sender", "name_public", "steps"}
CHANNELS = {"dvcqg", "web", "phone", "counter", "letter", "email", "commune"}
ON_BEHALF = {"phone", "counter", "letter", "email", "commune"}
OUTCOMES = {"explained", "remedied", "regulation_amended", "recommended_upward", "new_regulation", "no_basis", "guided"}
CRITERIA = ["necessary", "reasonable_lawful", "simple_clear", "feasible", "consistent", "treaty"]
MINISTRIES = {"bo-tu-phap", "bo-cong-an", "bo-tai-chinh", "bo-noi-vu", "bo-xay-dung", "bo-y-te", "bo-giao-duc-dao-tao",
              "bo-nong-nghiep-moi-truong", "bo-khoa-hoc-cong-nghe", "bo-cong-thuong", "bo-van-hoa-the-thao-du-lich"}
AGENCIES_2024 = {"bk-" + name for name in (
    "van-phong so-noi-vu so-tu-phap so-tai-chinh so-ke-hoach-dau-tu so-cong-thuong so-nnptnt so-tnmt so-xay-dung so-gtvt so-tttt "
    "so-khcn so-gddt so-y-te so-ldtbxh so-vhttdl thanh-tra ban-dan-toc bql-kcn tp-bac-kan huyen-ba-be huyen-bach-thong "
    "huyen-cho-don huyen-cho-moi huyen-na-ri huyen-ngan-son huyen-pac-nam").split()}
DEPARTMENTS_2026 = set(
    "van-phong trung-tam-hanh-chinh-cong so-noi-vu so-tu-phap so-tai-chinh so-cong-thuong so-nong-nghiep-moi-truong so-xay-dung "
    "so-khoa-hoc-cong-nghe so-giao-duc-dao-tao so-y-te so-van-hoa-the-thao-du-lich so-dan-toc-ton-giao bql-kcn".split())
LEAST_IN_STATE = {"submitted": 8, "need_info": 3, "resubmitted": 2, "rejected": 6, "accepted": 3, "referred_out": 3, "assigned": 4,
                  "processing": 7, "studying": 2, "awaiting_approval": 4, "answered": 3, "published": 10, "answered_private": 1,
                  "withdrawn": 2, "merged": 2}
PHONE = re.compile(r"0900 000 \d{3}")
ANY_PHONE = re.compile(r"0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}")
ID_NUMBER = re.compile(r"\b(?:\d ?){12}\b")


class Moment:
    """A time of a step, comparable with others of the same file."""

    def __init__(self, raw: object) -> None:
        if isinstance(raw, dict):
            self.working_day, self.clock, self.date = int(raw["wd"]), str(raw["time"]), None
            dt.time.fromisoformat(self.clock)
            self.order = (self.working_day, self.clock)
        else:
            when = dt.datetime.fromisoformat(str(raw))
            if when.utcoffset() != dt.timedelta(hours=7):
                raise ValueError("not in +07:00")
            self.working_day, self.clock, self.date = None, when.strftime("%H:%M"), when.date()
            self.order = (self.date.toordinal(), self.clock)

    @property
    def in_office_hours(self) -> bool:
        """Whether officials are at work (a relative day is a working day by definition)."""
        return (self.date is None or is_working_day(self.date)) and any(start <= self.clock < end for start, end in SESSIONS)

    def day(self) -> int:
        """A number in which consecutive working days follow each other; a day off counts as the working day before it."""
        if self.date is None:
            return int(self.working_day)
        first = dt.date(2024, 1, 1)
        return sum(is_working_day(first + dt.timedelta(days=n)) for n in range((self.date - first).days + 1))


def is_working_day(day: dt.date) -> bool:
    return day in MADE_UP or day.weekday() < 5 and day not in DAYS_OFF


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(symbol for symbol in decomposed if not unicodedata.combining(symbol)).lower()


class Story:
    """Replays one petition's steps and collects what is wrong."""

    def __init__(self, petition: dict, officials: dict[str, dict], agencies: set[str]) -> None:
        self.petition, self.officials, self.agencies = petition, officials, agencies
        self.wrong: list[str] = []
        self.status, self.classification, self.round = "submitted", None, 1
        self.lead: str | None = None
        self.draft: dict | None = None
        self.requests = self.returns = 0
        self.received = self.at = Moment(petition["received_at"])
        self.since: dict[str, Moment] = {"submitted": self.received}
        self.paused = self.extra = 0
        self.extended = self.rated = self.studied = False
        self.answered: Moment | None = None
        self.due: dict[str, int] = {}

    def say(self, text: str) -> None:
        self.wrong.append(f"{self.petition['key']}: {text}")

    def replay(self, steps: list[dict]) -> "Story":
        for number, step in enumerate(steps, 1):
            self.one(f"step {number} ({step.get('verb')})", step)
        return self

    def one(self, where: str, step: dict) -> None:
        verb, at = step["verb"], Moment(step["at"])
        if verb not in TABLE:
            self.say(f"{where}: unknown verb")
            return
        missing = (NEEDS.get(verb, set()) | {"at", "by", "verb"}) ^ step.keys()
        if missing:
            self.say(f"{where}: fields missing or unknown: {sorted(missing)}")
            return
        before, after = TABLE[verb]
        if self.status not in before:
            self.say(f"{where}: not possible while {self.status}")
        if at.order <= self.at.order:
            self.say(f"{where}: not later than what came before")
        self.at = at
        if verb in SENDERS_VERBS:
            if step["by"] != "sender":
                self.say(f"{where}: only the sender does this")
        else:
            self.by_official(where, step, at)
        getattr(self, "on_" + verb, lambda where, step: None)(where, step)
        if after:
            self.status = after
            self.since[after] = at

    def by_official(self, where: str, step: dict, at: Moment) -> None:
        verb, official = step["verb"], self.officials.get(step["by"])
        if official is None:
            self.say(f"{where}: nobody is called {step['by']}")
            return
        if not at.in_office_hours:
            self.say(f"{where}: outside office hours")
        if not ROLES[verb] & set(official["roles"]):
            self.say(f"{where}: {step['by']} has not the role")
        if verb in LEADS_VERBS and official["agency"] != self.lead:
            self.say(f"{where}: {step['by']} is not of {self.lead}")
        if at.date and not official["valid_from"] <= at.date.isoformat() <= (official["valid_to"] or "9999"):
            self.say(f"{where}: the account of {step['by']} is not valid that day")

    def on_request_info(self, where: str, step: dict) -> None:
        self.requests += 1
        if self.requests > 2:
            self.say(f"{where}: asked more than twice")

    def on_supplement(self, where: str, step: dict) -> None:
        self.paused += self.at.day() - self.since["need_info"].day()

    def on_reject(self, where: str, step: dict) -> None:
        self.classification = self.classification or "invalid"
        if not re.fullmatch(r"R0[1-9]|R1[01]", step["reason"]):
            self.say(f"{where}: no such reason")
        if self.status == "need_info":
            if step["reason"] not in ("R03", "R04"):
                self.say(f"{where}: after an unanswered request only R03 or R04")
            if self.at.day() <= self.since["need_info"].day() + 10:
                self.say(f"{where}: before the sender's term is over")
        elif step["reason"] == "R04":
            self.say(f"{where}: R04 without an unanswered request")
        if min(len(step["message"]), len(step["guidance"])) < 40:
            self.say(f"{where}: message or guidance too short to help")

    def on_accept(self, where: str, step: dict) -> None:
        self.classification = self.classification or "valid"
        if step["clause"] not in range(1, 9) or step["kind"] == "conduct" and step["clause"] not in (1, 7, 8) \
                or step["kind"] == "regulation" and step["clause"] == 1:
            self.say(f"{where}: clause {step['clause']} does not fit {step['kind']}")

    def on_refer_out(self, where: str, step: dict) -> None:
        self.classification = self.classification or "outside"
        if step["to"] not in MINISTRIES:
            self.say(f"{where}: unknown ministry {step['to']}")

    def on_assign(self, where: str, step: dict) -> None:
        self.lead = step["lead"]
        for slug in [step["lead"], *step["supporting"]]:
            if slug not in self.agencies:
                self.say(f"{where}: unknown agency {slug}")
        if step["lead"] in step["supporting"]:
            self.say(f"{where}: the lead also supports")

    def on_start(self, where: str, step: dict) -> None:
        handler = self.officials.get(step["handler"], {})
        if step["by"] != step["handler"] or handler.get("agency") != self.lead or "handler" not in handler.get("roles", []):
            self.say(f"{where}: the handler takes it up and belongs to the lead agency")

    def on_return_to_intake(self, where: str, step: dict) -> None:
        self.returns += 1
        if self.returns > 2 or self.round > 1:
            self.say(f"{where}: returned too often")

    def on_study(self, where: str, step: dict) -> None:
        self.studied = True

    def on_draft_answer(self, where: str, step: dict) -> None:
        self.draft = step
        if step["outcome"] not in OUTCOMES or step["upheld"] not in ("yes", "no", "partly"):
            self.say(f"{where}: outcome or finding unknown")
        criteria = step["criteria"]
        if (criteria is None) != (self.petition["kind"] == "conduct"):
            self.say(f"{where}: the six criteria are for rules, and only for them")
        if criteria and (list(criteria) != CRITERIA or not set(criteria.values()) <= {"met", "not_met", "not_applicable"}):
            self.say(f"{where}: criteria incomplete")

    def on_submit_for_approval(self, where: str, step: dict) -> None:
        if self.draft is None or self.draft["by"] != step["by"]:
            self.say(f"{where}: nothing drafted by {step['by']}")

    def on_approve(self, where: str, step: dict) -> None:
        if self.draft and self.draft["by"] == step["by"]:
            self.say(f"{where}: who drafts does not approve")
        self.answered = self.at

    def on_publish(self, where: str, step: dict) -> None:
        text = "\n".join(step[name] for name in ("title_public", "body_public", "answer_public"))
        if ANY_PHONE.search(text) or ID_NUMBER.search(text):
            self.say(f"{where}: a number that may be personal is left in the public text")
        for name in [self.petition["sender"]["full_name"], *(one["full_name"] for one in self.officials.values())]:
            if name in text:
                self.say(f"{where}: {name} is left in the public text")

    def on_answer_private(self, where: str, step: dict) -> None:
        second = self.officials.get(step["approved_by"], {})
        if second.get("agency") != self.lead or "agency_lead" not in second.get("roles", []) or step["approved_by"] == step["by"]:
            self.say(f"{where}: the lead agency's leader must agree to hide")

    def on_extend(self, where: str, step: dict) -> None:
        if self.extended:
            self.say(f"{where}: extended twice")
        if self.at.day() > min(self.citizen_due(), self.unit_due()):
            self.say(f"{where}: extended after it was due")
        self.extended = True
        self.extra = step["working_days"]

    def on_rate(self, where: str, step: dict) -> None:
        if self.rated:
            self.say(f"{where}: rated twice in one round")
        self.rated = True
        if step["level"] not in ("very_satisfied", "satisfied", "dissatisfied"):
            self.say(f"{where}: unknown level")

    def on_reopen(self, where: str, step: dict) -> None:
        if self.round > 1 or self.answered is None or self.at.day() - self.answered.day() > 9:
            self.say(f"{where}: once only, within 15 days of the answer")
        self.round, self.rated = self.round + 1, False
        self.lead = "van-phong"

    def citizen_due(self) -> int:
        start = self.since["processing"] if self.round > 1 else self.received
        return start.day() + 15 + self.paused + (self.extra if self.round == 1 else 0)

    def unit_due(self) -> int:
        start = self.since["processing"] if self.round > 1 else self.since["assigned"]
        return start.day() + 15 + (self.extra if self.round == 1 else 0)

    def days_left(self) -> dict[str, int]:
        """Working days from day 0 to each running deadline; negative is overdue. For relative times only."""
        status = self.status
        if status in ("submitted", "resubmitted"):
            return {"intake": self.since[status].day() + 2}
        if status == "need_info":
            return {"supplement": self.since[status].day() + 10}
        if status == "accepted":
            return {"assign": self.received.day() + 5 + self.paused, "citizen": self.citizen_due()}
        if status in ("assigned", "processing", "studying", "awaiting_approval"):
            return {"citizen": self.citizen_due(), "unit": self.unit_due()}
        if status == "answered":
            return {"publish": self.since[status].day() + 2}
        return {}

    @property
    def late(self) -> bool:
        """Answered after the citizen clock or the unit clock had run out."""
        return self.answered is not None and self.answered.day() > min(self.citizen_due(), self.unit_due())


def check_petition(petition: dict, year: int, procedures: dict[str, str], wards: set[str], officials: dict[str, dict]) -> list[str]:
    """What is wrong with a petition apart from its steps."""
    wrong = []
    area = "area_name" if year == 2024 else "area_code"
    extra = petition.keys() ^ (FIELDS | {area} | ({"entered_by"} if petition["channel"] in ON_BEHALF else set()))
    if extra:
        wrong.append(f"fields missing or unknown: {sorted(extra)}")
    if not 5 <= len(petition["title"]) <= 120:
        wrong.append("title too short or too long")
    if not 40 <= len(petition["body"]) <= 1500:
        wrong.append(f"body has {len(petition['body'])} characters, wanted 40 to 1500")
    if petition["channel"] not in CHANNELS or petition["kind"] not in ("conduct", "regulation", "both"):
        wrong.append("unknown channel or kind")
    codes = [(petition["procedure_code"], petition["field"])]
    codes += [(step["procedure_code"], None) for step in petition["steps"] if step["verb"] == "accept"]
    for code, field in codes:
        if code is not None and code not in procedures:
            wrong.append(f"no procedure {code}")
        if field is not None and procedures.get(code) != field:
            wrong.append(f"field of {code} is {procedures.get(code)!r}, not {field!r}")
    if petition["procedure_code"] is None and petition["field"] is not None:
        wrong.append("a field without a procedure")
    for code in [petition.get("area_code")] + [step["area_code"] for step in petition["steps"] if step["verb"] == "accept"]:
        if code is not None and code not in wards:
            wrong.append(f"no ward {code}")
    sender = petition["sender"]
    if sender.keys() != {"kind", "full_name", "organisation", "phone", "email", "address"}:
        wrong.append("sender has missing or unknown fields")
    if not PHONE.fullmatch(sender["phone"]) or sender["email"] and not sender["email"].endswith("@vidu.vn"):
        wrong.append("phone or e-mail not of the fictitious kind")
    if (sender["kind"] == "person") != (sender["organisation"] is None):
        wrong.append("kind of sender and organisation do not fit")
    if sender["organisation"] and "(minh hoạ)" not in sender["organisation"]:
        wrong.append("an organisation must be marked as an illustration")
    for number in ANY_PHONE.findall(json.dumps(petition, ensure_ascii=False)):
        if not number.startswith("0900 000") and not number.startswith("000 000"):
            wrong.append(f"{number} looks like a real number")
    if "entered_by" in petition and "intake" not in officials.get(petition["entered_by"], {}).get("roles", []):
        wrong.append("entered by somebody who may not")
    received = Moment(petition["received_at"])
    if "entered_by" in petition and petition["channel"] in ("counter", "commune") and not received.in_office_hours:
        wrong.append("entered at a counter outside office hours")
    return [f"{petition['key']}: {text}" for text in wrong]


def check_officials(rows: list[dict], agencies: set[str]) -> list[str]:
    """What is wrong with the accounts."""
    wrong = [f"{name}: account twice" for name, count in collections.Counter(row["username"] for row in rows).items() if count > 1]
    wrong += [f"{name}: name twice" for name, count in collections.Counter(row["full_name"] for row in rows).items() if count > 1]
    roles = {"intake", "handler", "approver", "publisher", "agency_lead", "administrator", "auditor"}
    for row in rows:
        who, past = row["username"], row["username"].startswith("bk.")
        if row["agency"] not in agencies or not set(row["roles"]) <= roles or not row["roles"]:
            wrong.append(f"{who}: unknown agency or role")
        if row["password"] != (None if past else f"trinh-dien-{who}") or row["password"] and len(row["password"]) < 14:
            wrong.append(f"{who}: password not as promised")
        if past != (row["valid_to"] == "2025-06-30"):
            wrong.append(f"{who}: term not as promised")
    return wrong


def read(name: str) -> list[dict]:
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def find(given: str | None, name: str) -> pathlib.Path:
    found = [pathlib.Path(given)] if given else sorted(HERE.parent.rglob(name))
    if not found or not found[0].is_file():
        sys.exit(f"{name} not found under {HERE.parent}; say where it is with an option")
    return found[0]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--procedures")
    options.add_argument("--areas")
    given = options.parse_args()
    with gzip.open(find(given.procedures, "procedures.jsonl.gz"), "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    procedures = {row.get("code") or row["ma_thu_tuc"]: row.get("field") or row.get("linh_vuc") for row in rows}
    with open(find(given.areas, "thainguyen-old-to-new.csv"), encoding="utf-8", newline="") as file:
        wards = {row["new_ward_code"]: row["new_ward"] for row in csv.DictReader(file)}
    slugs = collections.Counter("ubnd-" + fold(name.split(" ", 1)[1]).replace(" ", "-") for name in wards.values())
    communes = {slug for slug, count in slugs.items() if count == 1}
    officials = {row["username"]: row for row in read("officials.json")}
    wrong = check_officials(read("officials.json"), AGENCIES_2024 | DEPARTMENTS_2026 | communes)

    petitions = {2024: read("petitions-2024.json")}
    if (HERE / "petitions-2026.json").exists():
        petitions[2026] = read("petitions-2026.json")
    # Many people about a few matters: told by the same rules, but in no particular states.
    many = read("petitions-2026-many.json")
    everything = [petition for year in petitions.values() for petition in year] + many
    for name in ("key", "title", "body"):
        counts = collections.Counter(petition[name] for petition in everything)
        wrong += [f"{name} twice: {value[:60]}" for value, count in counts.items() if count > 1]
    for petition in everything:
        wrong += check_petition(petition, 2024 if petition["key"] < "2025" else 2026, procedures, set(wards), officials)

    stories = {year: [Story(one, officials, AGENCIES_2024 if year == 2024 else DEPARTMENTS_2026 | communes).replay(one["steps"])
                      for one in ones] for year, ones in petitions.items()}
    wrong += [text for year in stories.values() for story in year for text in story.wrong]
    wrong += [text for one in many for text in Story(one, officials, DEPARTMENTS_2026 | communes).replay(one["steps"]).wrong]
    wrong += check_2024(stories[2024])
    if 2026 in stories:
        wrong += check_2026(petitions[2026], stories[2026], officials, communes)
    for text in wrong:
        print(text)
    print(f"{len(wrong)} wrong" if wrong else "all sound")
    return 1 if wrong else 0


def check_2024(stories: list[Story]) -> list[str]:
    """The half-year's figures: 27 received, 7 valid and published, 17 invalid, 3 outside the province's competence."""
    wrong = []
    classes = collections.Counter(story.classification for story in stories)
    if (len(stories), classes["valid"], classes["invalid"], classes["outside"]) != (27, 7, 17, 3):
        wrong.append(f"2024: {len(stories)} received, {dict(classes)}; wanted 27 = 7 + 17 + 3")
    statuses = collections.Counter(story.status for story in stories)
    if statuses != {"published": 7, "rejected": 17, "referred_out": 3}:
        wrong.append(f"2024: states {dict(statuses)}")
    reasons = {step["reason"] for story in stories for step in story.petition["steps"] if step["verb"] == "reject"}
    if not {f"R{number:02}" for number in range(2, 11)} <= reasons:
        wrong.append(f"2024: only the reasons {sorted(reasons)}")
    for story in stories:
        if story.petition["channel"] != "dvcqg":
            wrong.append(f"{story.petition['key']}: channel is not dvcqg")
        for moment in (story.received, story.at):
            if not dt.date(2024, 1, 2) <= moment.date <= dt.date(2024, 6, 30):
                wrong.append(f"{story.petition['key']}: outside the half-year")
    orders = [story.received.order for story in stories]
    if orders != sorted(orders):
        wrong.append("2024: not in order of receipt")
    late = [story.petition["key"] for story in stories if story.late]
    if not 1 <= len(late) <= 2 or not any(s.extended for s in stories) or not any(s.studied for s in stories):
        wrong.append(f"2024: late {late}; wanted one or two late, one extended, one studied")
    print(f"2024: {len(stories)} received; {dict(classes)}; late {late}; reasons {sorted(reasons)}")
    return wrong


def check_2026(petitions: list[dict], stories: list[Story], officials: dict, communes: set[str]) -> list[str]:
    """All states even before today's office hours; something due today and something overdue by every clock."""
    wrong = []
    orders = [story.received.order for story in stories]
    if orders != sorted(orders) or orders[-1][0] > 0:
        wrong.append("2026: not in order of receipt, or in the future")
    # At midnight of the seeding day nothing of day 0 has happened yet.
    early = [Story(one, officials, DEPARTMENTS_2026 | communes).replay([s for s in one["steps"] if s["at"]["wd"] < 0])
             for one in petitions if one["received_at"]["wd"] < 0]
    for name, group in (("at midnight", early), ("in the evening", stories)):
        statuses = collections.Counter(story.status for story in group)
        short = {status: least for status, least in LEAST_IN_STATE.items() if statuses[status] < least}
        if short:
            wrong.append(f"2026 {name}: too few in {short}, has {dict(statuses)}")
        left = [(story.petition["key"], clock, days) for story in group for clock, days in story.days_left().items()]
        today = [f"{key} {clock}" for key, clock, days in left if days == 0]
        overdue = [f"{key} {clock} {days}" for key, clock, days in left if days < 0]
        if len(today) < 3 or not all(sum(f" {clock} " in text for text in overdue) >= 2 for clock in ("citizen", "unit")) or len(overdue) < 4:
            wrong.append(f"2026 {name}: due today {today}, overdue {overdue}")
        print(f"2026 {name}: {len(group)} petitions; {dict(statuses)}\n  due today: {', '.join(today)}\n  overdue: {', '.join(overdue)}")
    if sum(story.round == 2 for story in stories) < 2 or not any(story.returns for story in stories):
        wrong.append("2026: wanted two second rounds and one return to intake")
    by_key = {story.petition["key"]: story for story in stories}
    for story in stories:
        for step in story.petition["steps"]:
            target = by_key.get(step.get("into", ""))
            if step["verb"] == "merge" and (target is None or target.received.order > story.received.order or target.status == "merged"):
                wrong.append(f"{story.petition['key']}: merged into a petition that is not there, younger or itself merged")
    print(f"2026: channels {dict(collections.Counter(one['channel'] for one in petitions))}; "
          f"{len({story.lead for story in stories if story.lead})} lead agencies")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
