# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A certificate for ``localhost`` and 127.0.0.1 that signs itself, until 2126. Its key protects nothing."""

from __future__ import annotations

import ssl
from pathlib import Path

KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgSVCaX6cSit/mqSTa
3aQIeUcfzFFS5OQhBbWHaO8ajouhRANCAASKrmFzTxeUfTmR/fqEs1h6WTht1NzK
pesQL/HCOH4wn05Dm54B5rbqIBRrQef5i0a8diuEiYBXU2Ncsdtu6FP5
-----END PRIVATE KEY-----
"""

CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBqzCCAVGgAwIBAgIUd+MNmpZtfFnI1q1yNOMvhC+5EcYwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMDIzNTM0MVoYDzIxMjYxMDI3
MjM1MzQxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASKrmFzTxeUfTmR/fqEs1h6WTht1NzKpesQL/HCOH4wn05Dm54B5rbq
IBRrQef5i0a8diuEiYBXU2Ncsdtu6FP5o38wfTAdBgNVHQ4EFgQUHRZVGGfdLiiy
6FCV+SybVjnUJO8wHwYDVR0jBBgwFoAUHRZVGGfdLiiy6FCV+SybVjnUJO8wGgYD
VR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMA4GA1UdDwEB/wQEAwIChDAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQCugaCdJXO0oClgUmXuwzRlHmHP
yjhkvs/vAZgW4LG8bwIgA1Vwej025l3QPuF4+tBoRA8q1HrX+pbJ0Qyz7OlBkEQ=
-----END CERTIFICATE-----
"""


def server_context(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A context for a server, and the file with the certificate to trust. Both files are made in ``folder``."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    key.write_text(KEY)
    certificate.write_text(CERTIFICATE)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate
