"""What can go wrong while a machine is set up or started, each with a stable kebab-case code."""

from __future__ import annotations


class SetupError(Exception):
    """Abstract: something about this machine's files, keys or programs does not do.

    `code` is stable; `detail` names the thing meant (a path, a key, a device). The sentence a person
    reads is made at the edge, by `firmware_config.wording`.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class KeyFileError(SetupError):
    """A private key cannot be used: `key-missing`, `key-unreadable` or `key-malformed`."""


class CertificateError(SetupError):
    """A certificate is not to be trusted: `foreign-certificate`, `expired`, `malformed`, or it cannot be
    read: `certificate-unreadable`. A list of the revoked cannot be used: `revocations-unreadable`.
    """


class ProvisionError(SetupError):
    """A room or an identity cannot be made: nothing was written, or nothing was overwritten."""
