"""Law: every PDF is PDF/UA-1 and, beside that, the PDF/A part that it claims to be.

usage: check_pdf.py FOLDER
"""

import re
import sys
from pathlib import Path

import page


def archive_profile(data: bytes) -> str | None:
    """The PDF/A part and level from the metadata, such as `2a`; nothing where none is claimed."""
    part = re.search(rb"pdfaid:part(?:>|=\")(\d)", data)
    level = re.search(rb"pdfaid:conformance(?:>|=\")([ABU])", data)
    if part is None or level is None:
        return None
    return (part[1] + level[1].lower()).decode()


def problems(path: Path) -> list[str]:
    """What is wrong with a file, one line per failure."""
    archive = archive_profile(path.read_bytes())
    found = [] if archive else ["claims no PDF/A part in its metadata"]
    for profile in ["ua1", archive]:
        if profile is None:
            continue
        try:
            report = page.validate_pdf(path, profile=profile)
        except page.PageError as error:
            found.append(f"{profile}: cannot be checked: {error}")
            continue
        found += [f"{profile}: {fault.rule_id}: {fault.message}" for fault in report.failures]
        if not report.is_compliant and not report.failures:
            found.append(f"{profile}: not compliant")
    return found


def main(folder: Path) -> int:
    files = sorted(folder.rglob("*.pdf"))
    failed = 0
    for path in files:
        found = problems(path)
        failed += bool(found)
        for line in found[:20]:
            print(f"{path.relative_to(folder)}: {line}")
        if len(found) > 20:
            print(f"{path.relative_to(folder)}: and {len(found) - 20} more")
    print(f"PDF: {len(files) - failed} passed, {failed} failed")
    if not files:
        print("PDF: there is nothing to check")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
