"""The audit of a bundle from the seal to the minutes, in the order a reader would ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from protocol import bundle
from protocol.bundle import BundleManifest
from protocol.errors import RemoteProtocolError
from protocol.verifier import files as bundle_files
from protocol.verifier import seal
from protocol.verifier.chain import Chain, read_chain, report_fault
from protocol.verifier.documents import read_names
from protocol.verifier.files import Files
from protocol.verifier.findings import Findings
from protocol.verifier.minutes import ReadText, check_minutes
from protocol.verifier.replay import Lived, replay
from protocol.verifier.report import Report
from protocol.verifier.seal import Crypto, Terminals
from protocol.verifier.time_report import check_time_report

Progress = Callable[[str, int, int], None]


class Means(Struct, frozen=True):
    """What the audit may use: cryptography, a reader of PDF text (None: cannot), and whom to tell.

    `progress(step, done, of)` is called often, with `step` one of `files` and `records`.
    """

    crypto: Crypto
    read_text: ReadText
    progress: Progress


def verify(files: Files, means: Means, trusted_ca: bytes | None) -> Report:
    """Check everything in `files`; nothing that a bundle holds makes this raise.

    Without `trusted_ca` (PEM) the CA inside is taken on trust and the report says so.
    """
    findings = Findings()
    manifest = seal.read_manifest(files, findings)
    chain = read_chain(files, manifest.head if manifest else None)
    ca_pem = _check_seal(files, means, manifest, chain, trusted_ca, findings)
    report_fault(chain, findings)
    lived = _live(files, means, manifest, chain, findings) if manifest and not chain.fault else None
    names: Mapping[str, str] = read_names(files, findings) if lived else {}
    if manifest and lived:
        check_minutes(files, manifest, chain, lived, means.read_text, names, findings)
        check_time_report(files, manifest, chain, lived, findings)
    return Report(
        room=manifest.room if manifest else "",
        meeting=manifest.meeting if manifest else "",
        records=len(chain.entries),
        head_hash=chain.head.hash,
        ca_sha256=seal.ca_fingerprint(ca_pem),
        ca_trusted=trusted_ca is not None and trusted_ca == ca_pem,
        plan=lived.plan if lived else None,
        names=names,
        attendance=lived.attendance if lived else None,
        session=lived.session if lived else None,
        polls=lived.polls if lived else (),
        findings=findings.all(),
    )


def _check_seal(
    files: Files,
    means: Means,
    manifest: BundleManifest | None,
    chain: Chain,
    trusted_ca: bytes | None,
    findings: Findings,
) -> bytes:
    """Signature, CA and files; the certificate's time is that of the last record. Returns the CA."""
    ca_pem = _read_ca(files)
    if manifest is None:
        return ca_pem
    if chain.entries:
        seal.check_signature(files, means.crypto, manifest, chain.entries[-1][0].at, findings)
    if ca_pem:
        seal.check_ca(ca_pem, trusted_ca, findings)
    else:
        findings.error("file-missing", bundle.CA)
    named = bundle.LOG if chain.fault else ""
    seal.check_files(
        files, manifest, named, findings, lambda done, of: means.progress("files", done, of)
    )
    return ca_pem


def _read_ca(files: Files) -> bytes:
    try:
        return bundle_files.read(files, bundle.CA, seal.MAX_CERTIFICATE)
    except RemoteProtocolError:
        return b""


def _live(
    files: Files, means: Means, manifest: BundleManifest, chain: Chain, findings: Findings
) -> Lived | None:
    terminals = Terminals(files, means.crypto, manifest.room)
    return replay(
        chain,
        manifest,
        terminals,
        findings,
        lambda done, of: means.progress("records", done, of),
    )
