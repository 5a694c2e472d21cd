# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets that the API masks: what can be known of them, and how nothing of them gets out.

LaunchDarkly has been seen to show the first and the last three characters of a secret around asterisks. A mask whose
visible characters do not fit the desired value proves a change; one that fits proves nothing. A keyed fingerprint, kept
in a tag, makes it exact. Where an answer shows a secret that was just sent in no way that can be compared (left out,
empty, bullets), another tag notes that, so that the next run does not take it for one that is not there.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import html
import json
import os
import re
import typing as t
import urllib.parse

from .._client.text import plain as fit_for_terminals
from .fields import ABSENT, Json, Pointer, lookup, pointer_text

HIDDEN = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"
"""What stands in place of a secret in all that is shown; ansible-core's own word for it."""

FINGERPRINT_PREFIX = "ansible-fp-"
"""Tags that begin so are fingerprints: neither compared with the option ``tags`` nor shown."""

_UNSEEN_PREFIX = f"{FINGERPRINT_PREFIX}unseen-"
_FITS_INTO_A_TAG = re.compile(r"[a-zA-Z0-9_.-]{1,46}")

_MASK_CHARACTERS = "*\u2022\u25cf"
_MASK = re.compile(rf"\A([^{_MASK_CHARACTERS}]*)[{_MASK_CHARACTERS}]+([^{_MASK_CHARACTERS}]*)\Z")
_LOOKS_MASKED = re.compile(rf"[{_MASK_CHARACTERS}]{{3}}")
_WORD_FOR_HIDDEN = re.compile(r"\A[\[<(].*[\])>]\Z|redacted|hidden|masked", re.IGNORECASE)
_SHORT = 6
"""A secret of at most as many characters as a mask shows may be masked in any way."""


def looks_masked(value: Json) -> bool:
    """Whether ``value`` may be a mask, so that it is neither shown nor ever sent back."""
    return isinstance(value, str) and _LOOKS_MASKED.search(value) is not None


def may_hold_mask(value: Json) -> bool:
    """Whether ``value`` holds any character that masks are made of: too little to hide it, too much to send it back."""
    return isinstance(value, str) and any(character in value for character in _MASK_CHARACTERS)


def may_be_mask(value: Json) -> bool:
    """Whether ``value`` looks like a mask, or is made of nothing else, as that of a short secret may be."""
    return looks_masked(value) or (isinstance(value, str) and value != "" and value.strip(_MASK_CHARACTERS) == "")


def shows_nothing(shown: Json) -> bool:
    """Whether what the API shows in the place of a secret has nothing in it that a value could be compared with."""
    if shown is ABSENT or shown is None or shown == "":
        return True
    return isinstance(shown, str) and (shown.strip(_MASK_CHARACTERS) == "" or bool(_WORD_FOR_HIDDEN.search(shown)))


def mask_disproves(shown: Json, desired: str) -> bool:
    """Whether what the API shows proves that the stored secret is not ``desired``.

    The number of asterisks is not used. A value that is absent or empty is taken for one that is not there, asterisks
    alone for the mask of a short one: so the service has been seen to show them. What is shown in any other way proves
    nothing.
    """
    if shown is ABSENT or shown is None or shown == "":
        return desired != ""
    if not isinstance(shown, str):
        return bool(shown != desired)
    if shown == desired:
        return False
    if desired == "":
        return True
    if shown.strip("*") == "":
        return len(desired) > _SHORT
    mask = _MASK.match(shown)
    if mask is not None:
        return not (desired.startswith(mask[1]) and desired.endswith(mask[2]))
    # Neither a mask as known nor the value. Without a sign of a mask it is shown as it is.
    return not may_hold_mask(shown) and not _WORD_FOR_HIDDEN.search(shown)


def variants(secret: str) -> set[str]:
    """``secret`` in the encodings in which an error message may echo it."""
    plain, url = json.dumps(secret, ensure_ascii=False)[1:-1], urllib.parse.quote(secret, "", errors="surrogatepass")
    found = {
        secret,
        plain,
        json.dumps(secret)[1:-1],
        # Go's JSON escapes what HTML would take for a tag, and its HTML has other names for quotes.
        plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"),
        html.escape(secret),
        html.escape(secret).replace("&quot;", "&#34;").replace("&#x27;", "&#39;"),
        url,
        re.sub("%[0-9A-F]{2}", lambda code: code[0].lower(), url),
        urllib.parse.quote(secret, errors="surrogatepass"),
        urllib.parse.quote_plus(secret, errors="surrogatepass"),
        repr(secret)[1:-1],
    }
    # Errors show what cannot be seen as escapes.
    return (found | set(map(fit_for_terminals, found))) - {""}


@dataclasses.dataclass(frozen=True)
class SecretPolicy:
    """When a secret is sent: ``auto``, ``always`` or ``on_create``; with ``key``, ``auto`` is exact.

    ``scope`` names the resource a fingerprint belongs to; a fingerprint copied elsewhere proves nothing there.
    ``notes`` tells whether the resource has tags that can keep it, and what no answer shows.
    """

    update: str = "auto"
    key: str | None = dataclasses.field(default=None, repr=False)
    scope: tuple[str, ...] = ()
    notes: bool = True

    def must_send(self, path: Pointer, shown: Json, desired: str, tags: t.Sequence[str], needed: bool = False) -> bool:
        """Whether the secret at ``path``, which the API shows as ``shown``, is to be sent in an update.

        ``needed`` tells that no resource is without it.
        """
        if self.update != "auto":
            return self.update == "always"
        if needed and not self.notes and shows_nothing(shown):
            # It is there, and nothing could keep it from being sent with every run.
            return False
        if shows_nothing(shown) and unseen_tag(path) in tags:
            return desired == "" or (bool(self.key) and not self.proven(path, desired, tags))
        if mask_disproves(shown, desired):
            return True
        return bool(self.key) and not self.proven(path, desired, tags)

    def proven(self, path: Pointer, desired: str, tags: t.Sequence[str]) -> bool:
        """Whether one of ``tags`` is the fingerprint of ``desired`` at ``path``."""
        start = _member_prefix(path)
        found = [tag for tag in tags if tag.startswith(start)]
        return len(found) == 1 and hmac.compare_digest(
            found[0].encode(), self.fingerprint(path, desired, found[0][len(start) :].partition("-")[0]).encode()
        )

    def fingerprint(self, path: Pointer, secret: str, salt: str | None = None) -> str:
        """The tag that proves ``secret`` at ``path``: HMAC-SHA-256 under the key, 112 bits of it, with a salt.

        RFC 2104. The salt keeps two equal secrets from having equal tags.
        """
        salt = os.urandom(6).hex() if salt is None else salt
        message = json.dumps(["community.launchdarkly", 1, list(self.scope), pointer_text(path), salt, secret])
        digest = hmac.new((self.key or "").encode("utf-8", "surrogatepass"), message.encode(), hashlib.sha256)
        return f"{_member_prefix(path)}{salt}-{digest.hexdigest()[:28]}"

    def tags_after(self, tags: t.Sequence[str], sent: t.Mapping[Pointer, str]) -> list[str]:
        """``tags`` with the fingerprints of the secrets in ``sent`` brought up to date.

        Without a key a fingerprint of what is replaced is dropped, since it proves what is no longer there.
        """
        result = list(tags)
        for path, secret in sent.items():
            if secret == "":
                result = [tag for tag in result if tag != unseen_tag(path)]
            if self.key and self.proven(path, secret, result):
                continue
            result = [tag for tag in result if not tag.startswith(_member_prefix(path))]
            if self.key:
                result.append(self.fingerprint(path, secret))
        return result


def _member(path: Pointer) -> str:
    return hashlib.sha256(pointer_text(path).encode()).hexdigest()[:8]


def _member_prefix(path: Pointer) -> str:
    return f"{FINGERPRINT_PREFIX}{_member(path)}-"


def unseen_tag(path: Pointer) -> str:
    """The tag that notes that a secret was sent to ``path`` and that the service does not show it comparably.

    It names the member, where a tag can, so that a task that does not hold the secret can say which one it is.
    """
    name = ".".join(path)
    return _UNSEEN_PREFIX + (name if _FITS_INTO_A_TAG.fullmatch(name) else _member(path))


def noted(tags: t.Iterable[Json], container: Pointer, held: t.Iterable[Pointer]) -> list[str]:
    """The members of ``container`` to which a secret was sent, as ``tags`` note, but for those at the places ``held``."""
    start = _UNSEEN_PREFIX + ".".join(container) + "."
    known = set(map(unseen_tag, held))
    return [
        tag.removeprefix(start).removeprefix(_UNSEEN_PREFIX)
        for tag in tags
        if isinstance(tag, str)
        and tag not in known
        and (tag.startswith(start) or (tag.startswith(_UNSEEN_PREFIX) and "." not in tag))
    ]


def unseen(sent: t.Mapping[Pointer, str], answer: Json) -> list[Pointer]:
    """The places of those secrets in ``sent`` of which the ``answer`` to that write shows nothing comparable."""
    return [
        path
        for path, secret in sent.items()
        if mask_disproves(lookup(answer, path), secret) and shows_nothing(lookup(answer, path))
    ]


def is_fingerprint(tag: Json) -> bool:
    """Whether ``tag`` is a fingerprint rather than the user's own."""
    return isinstance(tag, str) and tag.startswith(FINGERPRINT_PREFIX)


def visible_tags(tags: Json) -> list[t.Any]:
    """``tags`` without the fingerprints."""
    return [tag for tag in tags if not is_fingerprint(tag)] if isinstance(tags, (list, tuple)) else []


def masked_paths(document: Json, start: Pointer = ()) -> t.Iterator[Pointer]:
    """Where in ``document`` something stands that looks like the mask of a secret."""
    if isinstance(document, t.Mapping):
        for key, value in document.items():
            if looks_masked(value):
                yield (*start, key)
            else:
                yield from masked_paths(value, (*start, key))
