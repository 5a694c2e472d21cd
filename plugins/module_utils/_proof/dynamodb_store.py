# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a persistent store in DynamoDB: GetItem as an SDK does, and Scan to look for other prefixes.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._client.packages import load
from . import reading
from .reading import Marker, Membership, StoreError, context_hash, to_milliseconds

_MARKER = "big_segments_metadata"
_CONTEXT = "big_segments_user"
_MOST_PAGES = 20
"""A search for other prefixes ends after this many pages of 1 MB."""

_CREDENTIALS = frozenset(
    (
        "UnrecognizedClientException",
        "InvalidSignatureException",
        "ExpiredTokenException",
        "InvalidClientTokenId",
        "IncompleteSignatureException",
        "MissingAuthenticationTokenException",
    )
)


@dataclasses.dataclass(frozen=True)
class DynamoDBPlace:
    """Which table, for the application. boto3 finds the credentials as always. ``timeout`` is in seconds."""

    table_name: str
    region: str
    timeout: float

    def __str__(self) -> str:
        return f"DynamoDB table {self.table_name} in {self.region}"


class DynamoDBReader:
    """A StoreReader. Raises MissingPackage where the package boto3 is not there."""

    def __init__(self, place: DynamoDBPlace) -> None:
        self._place = place
        boto3 = load("boto3")
        self._exceptions = load("botocore.exceptions")
        config = load("botocore.config").Config(
            connect_timeout=place.timeout, read_timeout=place.timeout, retries={"total_max_attempts": 2}
        )
        try:
            # A session of its own: the default one would keep the credentials of an earlier task.
            session = boto3.session.Session()
            self._client = session.client("dynamodb", region_name=place.region, config=config)
        except (self._exceptions.BotoCoreError, ValueError) as error:
            raise self._explained(error) from None

    def marker(self, prefix: str) -> Marker | None:
        name = _named(prefix, _MARKER)
        item = self._item(name, name)
        return None if item is None else Marker(prefix, _time(item))

    def membership(self, prefix: str, context_key: str) -> Membership:
        item = self._item(_named(prefix, _CONTEXT), context_hash(context_key)) or {}
        included, excluded = (
            tuple(sorted((item.get(name) or {}).get("SS") or ())) for name in ("included", "excluded")
        )
        return Membership(included, excluded)

    def all_markers(self) -> tuple[list[Marker], bool]:
        markers: list[Marker] = []
        start: dict[str, t.Any] = {}
        for _page in range(_MOST_PAGES):
            page = self._call(
                "scan",
                ProjectionExpression="#n, synchronizedOn",
                FilterExpression="contains(#n, :marker)",
                ExpressionAttributeNames={"#n": "namespace"},
                ExpressionAttributeValues={":marker": {"S": _MARKER}},
                **start,
            )
            for item in page.get("Items", ()):
                name = str((item.get("namespace") or {}).get("S") or "")
                if name == _MARKER or name.endswith(f":{_MARKER}"):
                    markers.append(Marker(name[: -len(_MARKER)].removesuffix(":"), _time(item)))
            if not page.get("LastEvaluatedKey"):
                return markers, True
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
        return markers, False

    def close(self) -> None:
        self._client.close()

    def _item(self, namespace: str, key: str) -> dict[str, t.Any] | None:
        # As an SDK reads: eventually consistent, which costs half.
        answer = self._call("get_item", Key={"namespace": {"S": namespace}, "key": {"S": key}})
        item: dict[str, t.Any] | None = answer.get("Item")
        return item

    def _call(self, operation: str, **arguments: t.Any) -> dict[str, t.Any]:
        try:
            answer: dict[str, t.Any] = getattr(self._client, operation)(TableName=self._place.table_name, **arguments)
            return answer
        except (self._exceptions.BotoCoreError, self._exceptions.ClientError) as error:
            raise self._explained(error) from None

    def _explained(self, error: Exception) -> StoreError:
        response = getattr(error, "response", None) or {}
        code = str(response.get("Error", {}).get("Code", ""))
        said = str(response.get("Error", {}).get("Message") or "") or str(error)
        text = (f"{code}: {said}" if code else said).strip().rstrip(".")
        if code == "ResourceNotFoundException":
            return StoreError(
                reading.NO_TABLE,
                text,
                "Compare dynamodb.table_name and dynamodb.region with where the table is, and look whether the"
                " credentials are those of its AWS account.",
            )
        if code == "ValidationException":
            return StoreError(
                reading.OTHER_KEYS,
                text,
                "The table has other keys. It needs the partition key 'namespace' and the sort key 'key', both strings;"
                " keys cannot be changed, so make another table.",
            )
        if code in ("AccessDeniedException", "AccessDenied"):
            return StoreError(
                reading.PERMISSION, text, "Allow the application dynamodb:GetItem and dynamodb:Query on the table."
            )
        names = ("NoCredentialsError", "PartialCredentialsError", "ProfileNotFound", "CredentialRetrievalError")
        if code in _CREDENTIALS or type(error).__name__ in names:
            return StoreError(
                reading.AUTHENTICATION,
                text,
                "Give this task the application's AWS credentials as boto3 takes them: environment variables such as"
                " AWS_PROFILE, or the role of the machine.",
            )
        if isinstance(error, (self._exceptions.HTTPClientError, self._exceptions.ConnectionError)):
            return StoreError(
                reading.UNREACHABLE, text, "Look whether this host reaches DynamoDB in that region, and its proxy."
            )
        return StoreError(reading.OTHER, text, "It is an answer of AWS that this module does not know.")


def _named(prefix: str, name: str) -> str:
    return f"{prefix}:{name}" if prefix else name


def _time(item: t.Mapping[str, t.Any]) -> int | None:
    return to_milliseconds((item.get("synchronizedOn") or {}).get("N"))
