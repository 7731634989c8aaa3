"""Why the centre cannot be reached, does not accept, or is not accepted. Codes are kebab-case, stable."""

from __future__ import annotations


class CentreError(Exception):
    """Abstract: the exchange between hub and centre failed with `code`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class CentreUnreachableError(CentreError):
    """No answer, or none that says anything: network, timeout, a centre that is busy or ill."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("centre-unreachable", detail)


class WrongCertificateError(CentreError):
    """Whoever answered is not certified by the pinned authority; nothing was sent."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("centre-wrong-certificate", detail)


class CentreRefusedError(CentreError):
    """The centre looked at the bundle and refused it; `reason` is the centre's own code."""

    def __init__(self, reason: str) -> None:
        super().__init__("centre-refused", reason)
        self.reason = reason


class BadReceiptError(CentreError):
    """The centre answered with a receipt that is not one for this bundle."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("bad-receipt", detail)


class ServerError(CentreError):
    """The receiving server cannot start: `port-busy`, `bad-address` or `bad-server-certificate`."""


class RefusedUploadError(CentreError):
    """What the centre says to an upload. `findings` are the verifier's codes, if it got that far."""

    def __init__(self, code: str, detail: str = "", findings: tuple[str, ...] = ()) -> None:
        super().__init__(code, detail)
        self.findings = findings
