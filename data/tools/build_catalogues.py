"""Builds the catalogues that ship from the source folder: python3.11 data/tools/build_catalogues.py SOURCES [TARGET]

SOURCES holds the files `data/README.md` names. TARGET is `data/` unless given. Running it twice gives the same bytes.
"""

import pathlib
import shutil
import sys

import catalogue_agencies
import catalogue_areas
import catalogue_calendar
import catalogue_contacts
import catalogue_procedures

LICENCES = {
    "areas/LICENSE-vietnam-units.txt": "LICENSE-vietnam-units.txt",
    "LICENSE-holidays.txt": "LICENSE-holidays.txt",
    "names/LICENSE": "LICENSE-vietnamese-namedb.txt",
}


def main(arguments):
    """Builds everything and prints what was built."""
    if len(arguments) not in (1, 2):
        print(__doc__)
        return 2
    source = pathlib.Path(arguments[0])
    target = pathlib.Path(arguments[1]) if len(arguments) == 2 else pathlib.Path(__file__).parents[1]
    (target / "licences").mkdir(parents=True, exist_ok=True)
    (target / "demo").mkdir(exist_ok=True)
    for path, name in LICENCES.items():
        shutil.copyfile(source / path, target / "licences" / name)
    procedures, tallies, central = catalogue_procedures.build(source, target)
    areas = catalogue_areas.build(source, target)
    catalogue = catalogue_agencies.build(target, areas, procedures, central)
    holidays = catalogue_calendar.build(source, target)
    contacts = catalogue_contacts.build(source, target, catalogue["agencies"])
    for part, tally in tallies.items():
        print(f"{part}: " + "; ".join(f"{what} {count}" for what, count in sorted(tally.items())))
    for part, rows in catalogue.items():
        print(f"{part}: {len(rows)}")
    print(f"areas: {len(areas)}; days: {len(holidays)}; demonstration contacts: {len(contacts)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
