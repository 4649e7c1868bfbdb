"""Writes the bill of materials of a package: SPDX 2.3 as JSON, what it holds and what is linked into it."""

import datetime
import hashlib
import json
import re


def document(package, version, commit, seconds, linked):
    """Returns the text of the bill.

    package: its path. version, commit: of tapeout. seconds: the commit's time since 1970. linked: the libraries.
    """
    data = package.read_bytes()
    created = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    own = _package("tapeout", version, "NOASSERTION", "NOASSERTION")
    own["packageFileName"] = package.name
    own["checksums"] = [{"algorithm": "SHA256", "checksumValue": hashlib.sha256(data).hexdigest()}]
    own["sourceInfo"] = f"commit {commit}"
    others = [_package(library.name, library.version, library.licence, library.origin) for library in linked]
    relations = [_relation("SPDXRef-DOCUMENT", "DESCRIBES", own["SPDXID"])]
    relations += [_relation(own["SPDXID"], "STATIC_LINK", other["SPDXID"]) for other in others]
    bill = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": package.name,
        # A name of this bill alone: the same package gives the same.
        "documentNamespace": f"https://spdx.org/spdxdocs/{package.name}-{hashlib.sha256(data).hexdigest()[:32]}",
        "creationInfo": {"created": created, "creators": ["Tool: tapeout-packaging"]},
        "packages": [own, *others],
        "relationships": relations,
    }
    return json.dumps(bill, indent=2) + "\n"


def _package(name, version, licence, origin):
    # A licence with an exception that SPDX does not list is named in words instead.
    known = re.sub(r" WITH Swift-exception", "", licence)
    return {
        "SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name),
        "name": name,
        "versionInfo": version,
        "downloadLocation": origin,
        "filesAnalyzed": False,
        "licenseConcluded": known,
        "licenseDeclared": known,
        "copyrightText": "NOASSERTION",
        **({"licenseComments": licence} if known != licence else {}),
    }


def _relation(element, kind, other):
    return {"spdxElementId": element, "relationshipType": kind, "relatedSpdxElement": other}
