"""Other numbers for the report, by seed: one draw of all, from the base numbers down to what hangs on them."""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from .numbers import DATE, HIGHEST, LEVELS, RECORDS, USERS

_BY_ID = {record["id"]: record for record in RECORDS}
_D, _P = "fact_findings.base_n.department.count", "fact_findings.base_n.province.count"
_BASE = {"department": _D, "province": _P}


def draw(seed: int, original: Mapping[str, Any], consistent: bool) -> dict[str, Any]:
    """A value for every id of `original`; the same for the same seed."""
    rng = random.Random(seed)
    while True:  # a draw that rounding has pushed over an invariant is drawn again
        drawn = _Draw(rng, original, consistent)
        drawn.all()
        if drawn.holds():
            return drawn.values


def half_up(value: Decimal, like: Decimal) -> Decimal:
    """`value` with the decimals of `like`."""
    return value.quantize(Decimal(1).scaleb(int(like.as_tuple().exponent)), ROUND_HALF_UP)


class _Draw:
    """One draw of all numbers. `values` fills from the base numbers down to what hangs on them."""

    def __init__(self, rng: random.Random, original: Mapping[str, Any], consistent: bool) -> None:
        self.rng, self.old, self.consistent = rng, original, consistent
        self.values: dict[str, Any] = {}

    def all(self) -> None:
        self.values[HIGHEST] = self.old[HIGHEST]
        self.response()
        self.services()
        self.missions()
        self.scores()
        self.facts()
        self.rankings()
        self.backup()
        self.rest()

    # -- tools

    def jitter(self, share: float, spread: float = 0.18) -> float:
        """Another share near this one: its odds times a random factor, so it stays between 0 and 1."""
        odds = max(share, 0.004) / (1 - min(share, 0.985)) * self.rng.lognormvariate(0, spread * 2)
        return odds / (1 + odds)

    def share(self, record_id: str) -> float:
        return float(self.old[record_id] / self.old[_BY_ID[record_id]["of"]])

    def count(self, record_id: str, base: Decimal) -> Decimal:
        value = Decimal(max(1, min(int(base), round(float(base) * self.jitter(self.share(record_id))))))
        self.values[record_id] = value
        return value

    def split(self, ids: Sequence[str], total: Decimal, least: int = 1) -> None:
        """`total` among answers that exclude each other, in about the original's proportions, each `least` or more."""
        weights = [max(float(self.old[i]), 0.5) * self.rng.lognormvariate(0, 0.22) for i in ids]
        free = int(total) - least * len(ids)
        parts = [least + int(free * w / sum(weights)) for w in weights]
        parts[weights.index(max(weights))] += int(total) - sum(parts)
        self.values.update(zip(ids, map(Decimal, parts), strict=True))

    def short(self, ids: Sequence[str], base: str) -> None:
        """Answers that exclude each other and leave some of the base out, as in the original."""
        old = float(sum(self.old[i] for i in ids) / self.old[base])
        total = self.values[base]
        if not self.consistent:
            total -= max(2, round(float(total) * (1 - old) * self.rng.uniform(0.7, 1.3)))
        self.split(ids, Decimal(total))

    def move(self, ids: Sequence[str], low: int, high: int) -> None:
        """A ranking of percentages moved as one, so that order, ties and decimals stay."""
        old = [self.old[i] for i in ids]
        low, high = max(low, 2 - int(min(old))), min(high, 97 - int(max(old)))
        by = self.rng.choice([n for n in range(low, high + 1) if n])
        self.values.update({i: value + by for i, value in zip(ids, old, strict=True)})

    # -- the report

    def response(self) -> None:
        rng, v = self.rng, self.values
        v[DATE] = datetime.date(rng.choice((2016, 2017, 2018)), rng.randint(1, 12), rng.randint(10, 28))
        v["response.note.4.provinces"] = Decimal(rng.choice((61, 64, 67, 70, 72, 75)))
        v["response.note.4.agencies_per_province"] = Decimal(rng.choice((17, 18, 21, 22, 23)))
        v["response.note.1.confidence_level"] = Decimal(rng.choice((90, 97, 98, 99)))
        surveyed = {
            "department": Decimal(rng.randint(286, 398)),
            "province": v["response.note.4.provinces"] * v["response.note.4.agencies_per_province"],
        }
        surveyed["all"] = sum(surveyed.values(), Decimal(0))
        answered = {level: Decimal(round(float(surveyed[level]) * rng.uniform(0.68, 0.96))) for level in LEVELS}
        answered["all"] = sum(answered.values(), Decimal(0))
        for level in (*LEVELS, "all"):
            v[f"response.surveyed.{level}.count"] = surveyed[level]
            v[f"response.responded.{level}.count"] = answered[level]
        for level in LEVELS:
            v[_BASE[level]] = answered[level]

    def services(self) -> None:
        for level in LEVELS:
            v, base = self.values, self.values[_BASE[level]]
            low, high = (0.72, 0.84) if level == "department" else (0.82, 0.93)
            agencies = base if self.consistent else round(float(base) * self.rng.uniform(low, high))
            v[f"pillar3.agencies_with_services.{level}.count"] = Decimal(agencies)
            v[f"pillar3.base_n.{level}.count"] = Decimal(agencies)
            fewer = (
                level == "province" and not self.consistent
            )  # services than agencies that have some: a contradiction
            total = round(float(agencies) * (self.rng.uniform(0.88, 0.96) if fewer else self.rng.uniform(1.1, 1.35)))
            v[f"pillar3.services_total.{level}.services"] = Decimal(total)
            electronic = Decimal(round(total * self.rng.uniform(0.68, 0.86)))
            v[f"pillar3.eservices_total.{level}.services"] = electronic
            for group in ("eservice_channel", "eservice_form", "document_copies"):
                head = f"pillar3.{group}."
                self.split([i for i in find(head, f".{level}.services") if "eform_no_copy" not in i], electronic)
            form = v[f"pillar3.eservice_form.electronic.{level}.services"]
            no_copy = v[f"pillar3.document_copies.no_copy_required.{level}.services"]
            both = v[f"pillar3.eservice_form.both.{level}.services"]
            ceiling = min(no_copy, form) if self.consistent else min(no_copy, form + both)
            bottom = 1 if self.consistent else form + 1
            v[f"pillar3.document_copies.eform_no_copy_required.{level}.services"] = Decimal(
                self.rng.randint(int(bottom), int(max(bottom, ceiling)))
            )
            self.split(find("pillar3.satisfaction_assessment.", f".{level}.count"), Decimal(agencies))
            done = v[f"pillar3.satisfaction_assessment.done.{level}.count"]
            self.split(find("pillar3.satisfaction_results_used.", f".{level}.count"), done)

    def missions(self) -> None:
        v, everyone = self.values, self.values["response.responded.all.count"]
        missions = find("mission.", ".all.count")
        provider, others = missions[0], missions[1:]
        assert provider == "mission.service_provider.all.count"
        if self.consistent:
            v[provider] = sum(v[f"pillar3.agencies_with_services.{level}.count"] for level in LEVELS)
            self.split(others, everyone - v[provider], least=0)
        else:
            v[provider] = Decimal(round(float(everyone) * self.rng.uniform(0.86, 0.95)))
            for i in others:
                self.count(i, everyone)
        kinds = find("service_type.", ".all.count")
        if self.consistent:
            self.split(kinds, v[provider])
        else:
            for i in kinds:
                self.count(i, v[provider])

    def scores(self) -> None:
        subs = {r["topic"] for r in RECORDS if r["topic"].startswith("score.") and r["topic"].count(".") == 2}
        for level in LEVELS:
            pillars = [
                t
                for t in dict.fromkeys(r["topic"] for r in RECORDS if r["unit"] == "score")
                if t.count(".") == 1
                and f"{t}.{level}.score" in self.old
                and t.rsplit(".", 1)[1] not in ("overall", "highest_pillar", "lowest_pillar")
            ]
            old = [float(self.old[f"{t}.{level}.score"]) for t in pillars]
            low, high = (36, 74) if level == "department" else (27, 48)
            fresh = sorted(self.rng.sample(range(low * 10, high * 10), len(pillars)))
            for topic, value in zip(sorted(pillars, key=lambda t: old[pillars.index(t)]), fresh, strict=True):
                pillar = Decimal(value).scaleb(-1)
                self.values[f"{topic}.{level}.score"] = pillar
                self.sub_scores([f"{s}.{level}.score" for s in sorted(subs) if s.startswith(topic + ".")], pillar)
            scores = [self.values[f"{t}.{level}.score"] for t in pillars]
            mean = sum(scores) / len(scores)
            off = Decimal(0) if self.consistent else Decimal(self.rng.choice((-19, -14, -9, 11, 16, 21))) / 10
            self.values[f"score.overall.{level}.score"] = half_up(mean + off, Decimal("0.1"))
            self.values[f"score.highest_pillar.{level}.score"] = max(scores)
            self.values[f"score.lowest_pillar.{level}.score"] = min(scores)

    def sub_scores(self, ids: Sequence[str], pillar: Decimal) -> None:
        """Sub-indicators around their pillar: their mean is its score if all agrees, and plainly not otherwise."""
        low, high = round(float(pillar) * 4), min(970, round(float(pillar) * 16))
        while True:
            parts = [Decimal(self.rng.randint(low, high)).scaleb(-1) for _ in ids]
            if self.consistent:
                parts[-1] = pillar * len(ids) - sum(parts[:-1], Decimal(0))
            mean = sum(parts, Decimal(0)) / len(parts)
            apart = mean == pillar if self.consistent else Decimal("0.4") < abs(mean - pillar) < 9
            if min(parts) < pillar < max(parts) and apart and Decimal(2) <= min(parts) and max(parts) <= 98:
                self.values.update(zip(ids, parts, strict=True))
                return

    def facts(self) -> None:
        groups = (
            "pillar1.digital_action_plan",
            "pillar2.career_path",
            "pillar4.computers",
            "pillar4.erp",
            "pillar4.document_sending",
            "pillar4.single_sign_on",
            "pillar5.incident_report",
        )
        for level in LEVELS:
            for group in groups:
                self.short(find(group + ".", f".{level}.count"), _BASE[level])
            for way in ("upload", "download"):
                self.short(
                    [f"pillar5.speed_{side}_2mbps.{way}.{level}.count" for side in ("below", "above")], _BASE[level]
                )
            self.split(find("pillar5.data_integrity_check.", f".{level}.count"), self.values[_BASE[level]])
            if self.consistent:
                self.split(find("pillar5.it_maintenance.", f".{level}.count"), self.values[_BASE[level]])
            storage = find("pillar5.document_storage.", f".{level}.percent")
            self.split(storage, Decimal(100 if self.consistent else self.rng.randint(91, 98)), least=3)
        v = self.values
        listed = v["pillar1.critical_infrastructure.listed.all.count"] = Decimal(self.rng.randint(64, 118))
        self.split(
            [
                "pillar1.critical_infrastructure.all_topics.all.count",
                "pillar1.critical_infrastructure.not_all_topics.all.count",
            ],
            listed,
        )
        v[USERS] = v[_D] if self.consistent else Decimal(self.rng.randint(29, 58))
        unused = ["pillar6.big_data.planning.department.count", "pillar6.big_data.not_used.department.count"]
        left = v[_D] - v[USERS]
        self.split(
            unused, left if self.consistent else left - self.rng.randint(20, 50), least=0 if self.consistent else 1
        )
        self.short(find("pillar6.iot.", ".department.count"), _D)
        v["pillar5.speed_threshold"] = Decimal(self.rng.choice((4, 5, 8, 10)))
        v["pillar6.mobile.app_downloads.department.downloads"] = Decimal(self.rng.randint(1_100_000, 4_900_000))

    def rankings(self) -> None:
        for prefix in _RANKINGS:
            for level in LEVELS:
                self.move(find(prefix, f".{level}.percent"), -14, 12)
        if not self.consistent:
            return
        v = self.values
        v[HIGHEST] = "ด้านระบบบริหารจัดการภายในรูปแบบอิเล็กทรอนิกส์"
        for level in LEVELS:  # nothing may stand above the third of the systems in use most
            ceiling = min(v[i] for i in find("pillar4.main_systems.", f".{level}.percent"))
            for group in ("own_investment_systems", "central_systems"):
                shares = find(f"pillar4.{group}.", f".{level}.percent")
                over = max(0, max(v[i] for i in shares) - ceiling)
                v.update({i: v[i] - over for i in shares})
            # no agency has a complete plan: the reasons are of all, whichever base is meant
            v[f"pillar5.bcp.complete.{level}.count"] = Decimal(0)
            share, before = self.rng.uniform(0.5, 0.7), None
            for i in find("pillar5.bcp.incomplete_reason.", f".{level}.percent"):
                share -= 0 if self.old[i] == before else self.rng.uniform(0.02, 0.06)
                agencies, before = Decimal(round(share * float(v[_BASE[level]]))), self.old[i]
                v[i] = half_up(agencies * 100 / v[_BASE[level]], self.old[i])

    def backup(self) -> None:
        """Slides 27 and 29 say the same, of those with a backup and of all; one share of the original does not."""
        v, draw = self.values, self.rng.uniform
        for level in LEVELS:
            everyone, head = v[_BASE[level]], "pillar5.emergency_backup"
            agencies = everyone if self.consistent else self.count(f"{head}.{level}.count", everyone)
            v[f"{head}.{level}.count"] = v[f"{head}_slide29.{level}.count"] = agencies
            order = ("internal", "remote", "other") if level == "department" else ("internal", "other", "remote")
            shares = sorted((draw(0.5, 0.85), draw(0.3, 0.48), draw(0.1, 0.28)), reverse=True)
            for method, share in zip(order, shares, strict=True):
                users = Decimal(round(share * float(agencies)))
                v[f"{head}.method.{method}.{level}.percent"] = half_up(users * 100 / agencies, Decimal(1))
                kept = {"internal": "internal_data_center", "remote": "remote_cloud_dr"}.get(method)
                if kept:
                    v[f"pillar5.backup_storage.{kept}.{level}.percent"] = half_up(users * 100 / everyone, Decimal(1))
        if not self.consistent:
            v["pillar5.backup_storage.remote_cloud_dr.province.percent"] += self.rng.randint(2, 4)

    def rest(self) -> None:
        """Persons, pages, years; every count that nothing else hangs on; the percentages of all counts."""
        v, rng = self.values, self.rng
        for record in RECORDS:
            i, unit = record["id"], record["unit"]
            if unit == "persons":
                v[i] = Decimal(round(float(self.old[i]) * rng.uniform(0.7, 1.4)))
            elif unit == "pages_per_time":
                v[i] = Decimal(rng.randint(3, 9))
            elif i == "pillar1.machine_readable_slide11." + record["level"] + ".count":
                v[i] = v[f"pillar1.machine_readable.{record['level']}.count"]
            elif unit == "agencies" and i not in v:
                self.count(i, v[record["of"]])
        for level, mean in (
            ("department", Decimal(rng.choice((2, 4, 5)))),
            ("province", Decimal(rng.choice((23, 27, 36, 42))) / 10),
        ):
            for what, years in (
                ("min", Decimal(rng.randint(1, 2))),
                ("mean", mean),
                ("max", Decimal(rng.randint(8, 19))),
            ):
                v[f"pillar2.cio_tenure.{what}.{level}.years"] = years
        v["pillar3.payment.website.province.count"] = Decimal(
            round(float(v["pillar3.base_n.province.count"]) * rng.uniform(0.003, 0.009))
        )
        for i, old in self.old.items():
            count = i.removesuffix("percent") + "count"
            if i.endswith(".percent") and i not in v and count in v:
                v[i] = half_up(v[count] * 100 / v[_BY_ID[i]["of"]], old)

    def holds(self) -> bool:
        """Nothing is missing or over 100 %, rankings descend, the original's contradictions are there or gone."""
        v = self.values
        if set(v) != set(self.old):
            raise AssertionError(
                f"not drawn: {sorted(set(self.old) - set(v))}, unknown: {sorted(set(v) - set(self.old))}"
            )
        if any(r["unit"] == "percent" and v[r["id"]] > 100 for r in RECORDS):
            return False
        for topic in _RANKED_COUNTS:
            for level in LEVELS:
                ranked = sorted(find(topic, f".{level}.count"), key=lambda i: _BY_ID[i]["rank"])
                if any(v[a] <= v[b] for a, b in pairwise(ranked)):
                    return False
        providers = v["mission.service_provider.all.count"]
        having = sum(v[f"pillar3.agencies_with_services.{level}.count"] for level in LEVELS)
        kinds, missions = find("service_type.", ".all.count"), find("mission.", ".all.count")
        everyone = v["response.responded.all.count"]
        if self.consistent:  # the shares must also fit the base in the slide's title
            return all(
                half_up(v[i] * 100 / everyone, Decimal(1)) == v[i.removesuffix("count") + "percent"] for i in kinds
            )
        over = sum(v[i] for i in find("pillar5.it_maintenance.", ".department.count")) > v[_D]
        return bool(
            over
            and providers > having + 10
            and sum(v[i] for i in missions) > everyone
            and sum(v[i] for i in kinds) > providers
        )


def find(prefix: str, suffix: str) -> list[str]:
    """Ids of the records that begin and end so, in the report's order."""
    return [r["id"] for r in RECORDS if r["id"].startswith(prefix) and r["id"].endswith(suffix)]


_RANKINGS = (
    "pillar2.digital_literacy.", "pillar2.cio_support_needed.", "pillar4.main_systems.", "pillar5.authentication.",
    "pillar4.own_investment_systems.", "pillar4.central_systems.", "pillar4.least_used_systems.",
    "pillar5.bcp.incomplete_reason.",
)  # fmt: skip
_RANKED_COUNTS = ("pillar3.website_facilitation.", "pillar3.social_media_channel.", "pillar6.big_data.use.")
