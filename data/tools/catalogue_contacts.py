"""Which invented people, numbers and addresses stand in for the agencies' own in a demonstration?"""

import csv
import hashlib
import json
import re

# Nobody is reachable here: the numbers are one invented block per province, the domain is reserved.
BLOCKS = {"19": "0208 3000", "06": "0209 3000"}
DOMAINS = {"19": "thainguyen.example", "06": "backan.example"}
LEFT_OUT = ("ministry", "vertical")
NOTE = (
    "Dữ liệu minh họa: tên người, số điện thoại, thư điện tử và địa chỉ đều do hệ thống đặt ra, không có thật. "
    "Không dùng khi vận hành chính thức."
)


def build(source, target, agencies):
    """Writes `demo/contacts.json`; returns the contacts by agency."""
    people = Names(source / "names")
    counts = dict.fromkeys(BLOCKS, 0)
    contacts = {}
    for agency in agencies:
        last = agency["versions"][-1]
        if last["kind"] in LEFT_OUT:
            continue
        province = "06" if agency["slug"].startswith("bk-") else "19"
        counts[province] += 1
        contacts[agency["slug"]] = {
            "contact_official": people.name(agency["slug"]),
            "hotline": f"{BLOCKS[province]} {counts[province]:03}",
            "email": f"{re.sub('^bk-', '', agency['slug'])}@{DOMAINS[province]}",
            "address": address(last),
        }
    content = {"demonstration": True, "note": NOTE, "contacts": contacts}
    (target / "demo/contacts.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return contacts


def address(version):
    """An address nobody can go to."""
    return f"Trụ sở {version['short_name']} (địa chỉ minh họa)"


class Names:
    """Invented full names, the same for the same key every time."""

    def __init__(self, folder):
        with open(folder / "surname_frequency_derived.tsv", encoding="utf-8") as file:
            surnames = [row["surname"] for row in csv.DictReader(file, delimiter="\t")]
        # Family names one hears in the two provinces stand beside the commonest of the country.
        self.surnames = sorted({*surnames[:12], "Nông", "Ma", "Lường", "Triệu", "Bàn", "Hà", "Đàm", "Ly", "Sằm", "La"})
        self.given = {
            "Văn": (folder / "boy_one_word.txt").read_text(encoding="utf-8").split("\n"),
            "Thị": (folder / "girl_one_word.txt").read_text(encoding="utf-8").split("\n"),
        }

    def name(self, key):
        """Family, middle and given name chosen by a digest of the key."""
        digest = hashlib.sha256(key.encode()).digest()
        middle = ("Văn", "Thị")[digest[0] % 2]
        given = [word.strip() for word in self.given[middle] if word.strip()]
        return f"{self.surnames[digest[1] % len(self.surnames)]} {middle} {given[int.from_bytes(digest[2:4]) % len(given)]}"
