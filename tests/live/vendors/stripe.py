"""Stripe as its documentation has it: lists by `starting_after`, objects by id, events for 30 days.

https://docs.stripe.com/api/pagination, https://docs.stripe.com/api/events/list. An event shows its
object in the version of the account, which is not ours: here with nothing but its id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.live.fakes import Asked, Says
from tests.live.faulty import http_date

__all__ = ["Stripe"]

EXPANDS = {"refunds", "data.refunds"}
SORTS = {"customers": "customer", "invoices": "invoice", "charges": "charge"}


@dataclass
class Stripe:
    """Objects by sort and id, and what happened to them; `now` is its own time."""

    token: str
    now: float = 1_790_000_000.0
    objects: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: {name: {} for name in SORTS}
    )
    disputes: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)

    def put(self, sort: str, key: str, **said: object) -> None:
        """Make or change an object."""
        known = self.objects[sort].get(key, {"id": key, "object": SORTS[sort], "created": self.now})
        self.objects[sort][key] = {**known, **said}
        self.tell(f"{SORTS[sort]}.updated", {"id": key, "object": SORTS[sort]})

    def delete(self, key: str) -> None:
        """Delete a customer."""
        self.objects["customers"][key] = {"id": key, "object": "customer", "deleted": True}
        self.tell("customer.deleted", {"id": key, "object": "customer"})

    def tell(self, kind: str, told: dict[str, Any]) -> None:
        """Something happened."""
        key = f"evt_{len(self.events):06d}"
        event = {"id": key, "object": "event", "type": kind, "created": int(self.now)}
        self.events.append({**event, "data": {"object": told}})

    def answer(self, asked: Asked) -> Says:
        if asked.token != self.token:
            return Says.json({"error": {"message": f"Invalid API Key: {asked.token}"}}, 401)
        assert asked.headers["stripe-version"] == "2024-06-20"
        _, _, sort, *key = asked.path.split("/")
        pairs = parse_qsl(urlsplit(asked.target).query)
        if unknown := {value for name, value in pairs if name == "expand[]"} - EXPANDS:
            return Says.json({"error": {"message": f"cannot be expanded: {unknown}"}}, 400)
        if sort == "disputes":
            return self._listed([self.disputes[asked.query["charge"]]], asked)
        if key:
            found = self.objects[sort].get(key[0])
            missing = {"error": {"message": "No such object", "code": "resource_missing"}}
            return Says.json(found) if found else Says.json(missing, 404)
        if sort == "events":
            return self._listed(self._events(asked), asked)
        there = [one for one in self.objects[sort].values() if not one.get("deleted")]
        there.sort(key=lambda one: (one["created"], one["id"]), reverse=True)
        return self._listed(there, asked)

    def _events(self, asked: Asked) -> list[dict[str, Any]]:
        pairs = parse_qsl(urlsplit(asked.target).query)
        kinds = {value for name, value in pairs if name == "types[]"}
        assert len(kinds) <= 20
        floor = max(int(asked.query["created[gte]"]), int(self.now) - 30 * 86_400)
        found = [e for e in self.events if e["type"] in kinds and e["created"] >= floor]
        return found[::-1]

    def _listed(self, found: list[dict[str, Any]], asked: Asked) -> Says:
        limit = int(asked.query.get("limit", 10))
        assert limit <= 100
        keys = [one["id"] for one in found]
        start = (
            keys.index(asked.query["starting_after"]) + 1 if "starting_after" in asked.query else 0
        )
        told = {"object": "list", "data": found[start : start + limit]}
        return Says.json({**told, "has_more": start + limit < len(found)}, date=http_date(self.now))
