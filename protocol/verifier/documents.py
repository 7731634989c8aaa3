"""The papers and the roster beside the record: are they the ones the plan fixed, and whom do they name?"""

from __future__ import annotations

from protocol import bundle, canonical, shapes
from protocol.bundle import BundleFile, BundleManifest
from protocol.errors import RemoteProtocolError
from protocol.verifier import files as bundle_files
from protocol.verifier.bodies import MeetingPlan
from protocol.verifier.files import Files
from protocol.verifier.findings import Findings
from protocol.verifier.papers import Dossier

MAX_ROSTER = 1024 * 1024  # a thousand persons at a kilobyte each, twice the largest room
DOCUMENTS = "documents/"


def check_documents(
    plan: MeetingPlan, dossier: Dossier, manifest: BundleManifest, seq: int, findings: Findings
) -> None:
    """Roster and papers are byte for byte those the record fixed, or were all left out.

    Of a recalled paper only the fingerprint need be left; what of it is there must still be right.
    """
    there = {file.path: file for file in manifest.files if file.path.startswith(DOCUMENTS)}
    if not there:
        findings.caveat("documents-left-out", seq, papers=len(dossier.released))
        return
    for paper in dossier.released:
        fixed = BundleFile(paper.file, paper.sha256, paper.size)
        if dossier.destroyed(paper) and paper.file not in there:
            findings.caveat("document-recalled", paper.file, sha256=paper.sha256)
        else:
            _check_document(paper.file, there.get(paper.file), fixed, findings)
    roster = there.get(bundle.ROSTER)
    if roster is None:
        findings.error("document-missing", bundle.ROSTER)
    elif roster.sha256 != plan.roster_sha256:
        findings.error("document-differs", bundle.ROSTER)
    for path in sorted(there.keys() - {paper.file for paper in dossier.released} - {bundle.ROSTER}):
        findings.caveat("document-not-in-plan", path)


def read_names(files: Files, findings: Findings) -> dict[str, str]:
    """Persons' names from `{"persons":[{"id","name","title","short"}]}`; none without a roster."""
    if bundle.ROSTER not in files.paths():
        return {}
    try:
        data = canonical.load(bundle_files.read(files, bundle.ROSTER, MAX_ROSTER))
        roster = data.get("persons") if isinstance(data, dict) else None
        if not isinstance(roster, list):
            raise RemoteProtocolError("unexpected-shape", "persons expected")
        return dict(_name(entry) for entry in roster)
    except RemoteProtocolError as error:
        findings.error("roster-malformed", bundle.ROSTER, detail=str(error))
        return {}


def _name(entry: canonical.Json) -> tuple[str, str]:
    if not isinstance(entry, dict):
        raise RemoteProtocolError("unexpected-shape", "person expected")
    return shapes.from_json(str, entry.get("id")), shapes.from_json(str, entry.get("name"))


def _check_document(
    path: str, found: BundleFile | None, fixed: BundleFile, findings: Findings
) -> None:
    if found is None:
        findings.error("document-missing", path)
    elif found != fixed:
        findings.error("document-differs", path)
