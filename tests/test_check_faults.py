"""Numbers that agree give no issue, other numbers with the original's contradictions its issues, a fault its own."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from check_decks import DEPARTMENTS, PROVINCES, Deck, agreeing, deck_of, expected, named, percent, truth
from decks.numbers import numbers
from dgreport.check_rules import load_rules
from dgreport.extraction.checking.checks import check

RULES = load_rules("dg-readiness-2560")
assert RULES is not None


@pytest.mark.parametrize("seed", range(12))
def test_numbers_that_agree_give_no_issue(seed: int) -> None:
    assert [(issue.code, issue.message.en) for issue in check(agreeing(seed), RULES)] == []


@pytest.mark.parametrize("seed", range(12))
def test_other_numbers_with_the_original_s_contradictions_give_its_issues(seed: int) -> None:
    """All but those on systems of slide 21, which hang on numbers that these decks draw freely."""
    always = {
        ids: issue["code"]
        for ids, issue in expected("impress_original").items()
        if issue["required"] and not issue["code"].startswith("slide21")
    }
    known = truth("impress_original")
    values = numbers(seed).values
    changed = tuple(
        each.model_copy(update={"value": values[each.id]}) if isinstance(values.get(each.id), Decimal) else each
        for each in known.findings
    )
    found = named(check(known.model_copy(update={"findings": changed}), RULES))
    assert [code for ids, code in always.items() if ids not in found] == []
    may = set(always) | set(expected("impress_original")) | set(expected("impress_mutated_s11"))
    assert [issue.code for ids, issue in found.items() if ids not in may and ".above_use" not in f".{issue.code}"] == []


# --- single faults

Fault = Callable[[Deck], None]


def shifted(indicator: str, by: int, base: str) -> Fault:
    """A count that is off, with the percentage that goes with it."""
    return lambda deck: deck.put(indicator, deck[f"{indicator}.count"] + by, deck[base])


def off(id: str, by: str) -> Fault:
    return lambda deck: deck.values.update({id: deck[id] + Decimal(by)})


def at(id: str, value: Callable[[Deck], Decimal]) -> Fault:
    return lambda deck: deck.values.update({id: value(deck)})


def renamed(id: str, label: str) -> Fault:
    return lambda deck: deck.labels.update({id: label})


def swapped(first: str, second: str) -> Fault:
    return lambda deck: deck.values.update({first: deck[second], second: deck[first]})


def both(*faults: Fault) -> Fault:
    def apply(deck: Deck) -> None:
        for fault in faults:
            fault(deck)

    return apply


def half_have_a_backup(deck: Deck) -> None:
    """Slide 27 then speaks of half of the agencies, slide 29 of all."""
    agencies = deck[PROVINCES] // 4 * 2
    for slide in ("emergency_backup", "emergency_backup_slide29"):
        deck.put(f"pillar5.{slide}.province", agencies, deck[PROVINCES])
    for method, kept in (("internal", "internal_data_center"), ("remote", "remote_cloud_dr")):
        users = agencies // (2 if method == "internal" else 4)
        deck[f"pillar5.emergency_backup.method.{method}.province.percent"] = percent(users, agencies)
        deck[f"pillar5.backup_storage.{kept}.province.percent"] = percent(users, deck[PROVINCES])
    deck["pillar5.emergency_backup.method.other.province.percent"] = Decimal(30)


def one_in_seven_uses_big_data(lost: int) -> Fault:
    """Its uses are then shares of the users, who are the rest of the base, less those that are `lost`."""

    def apply(deck: Deck) -> None:
        base = deck[DEPARTMENTS]
        users = base // 7
        planning = (base - users) // 2
        deck.put("pillar6.big_data.planning.department", planning, base)
        deck.put("pillar6.big_data.not_used.department", base - users - planning - lost, base)
        for use, count in (
            ("analysis_tool", users - 4),
            ("disclose_to_mou_agencies", users // 2),
            ("disclose_to_public", users // 3),
        ):
            deck.put(f"pillar6.big_data.use.{use}.department", count, users)

    return apply


ACTION_PLAN = "pillar1.digital_action_plan.no_plan.department"
CLOUD = "pillar5.cloud_computing.province.percent"
FAULTS: dict[str, tuple[Fault, set[str]]] = {
    "an answer short": (shifted(ACTION_PLAN, -4, DEPARTMENTS), {"remainder.digital_action_plan.department"}),
    "an answer too many": (shifted(ACTION_PLAN, 4, DEPARTMENTS), {"remainder.digital_action_plan.department"}),
    "a percentage misprinted": (off(CLOUD, "3"), {"share.pillar5.cloud_computing.province"}),
    "shares short of the whole": (
        off("pillar5.document_storage.both.department.percent", "-4"),
        {"remainder.document_storage.department"},
    ),
    "shares beyond the whole": (
        off("pillar5.document_storage.both.department.percent", "4"),
        {"remainder.document_storage.department"},
    ),
    "an overall score": (
        off("score.overall.department.score", "0.5"),
        {"overall_mean.department", "overall_pillar_sets_differ"},
    ),
    "a sub-indicator": (
        off("score.public_services.service_support.province.score", "1.5"),
        {"pillar_mean.public_services.province"},
    ),
    "a highest score": (
        both(
            lambda deck: deck.labels.update({"score.highest_pillar.department.score": "มากที่สุด"}),
            off("score.highest_pillar.department.score", "0.4"),
        ),
        {"highest_pillar.department"},
    ),
    "a highest score under the right name": (
        off("score.highest_pillar.department.score", "0.4"),
        {"highest_pillar.department", "label_highest_pillar.department"},
    ),
    "a Thai name over another English one": (
        renamed("score.lowest_pillar.province.score", "น้อยที่สุด: ด้านบริการภาครัฐ (Digital Capabilities)"),
        {"label_lowest_pillar.province"},
    ),
    "agencies of another slide": (
        off("pillar3.agencies_with_services.department.count", "-2"),
        {"providers_vs_agencies_with_services", "twice.agencies_with_services.department"},
    ),
    "fewer services than agencies": (
        at(
            "pillar3.services_total.province.services",
            lambda deck: deck["pillar3.agencies_with_services.province.count"] - 1,
        ),
        {"agencies_vs_services.province"},
    ),
    "a part beyond its whole": (
        at(
            "pillar3.document_copies.eform_no_copy_required.department.services",
            lambda deck: deck["pillar3.eservice_form.electronic.department.services"] + 1,
        ),
        {"eform_no_copy_vs_eform.department"},
    ),
    "one number twice": (
        shifted("pillar1.machine_readable_slide11.province", -9, PROVINCES),
        {"twice.machine_readable.province"},
    ),
    "a total": (off("response.surveyed.all.count", "1"), {"total.response.surveyed"}),
    "the remote backup of another slide": (
        off("pillar5.backup_storage.remote_cloud_dr.province.percent", "-5"),
        {"backup_differs.remote.province"},
    ),
    "shares of half and of all": (half_have_a_backup, {"base.backup_methods.province"}),
    "a hidden base": (one_in_seven_uses_big_data(12), {"base.big_data_uses", "remainder.big_data.department"}),
    "a base that can be worked out": (one_in_seven_uses_big_data(0), set()),
    "shares without a common base": (
        off("pillar6.big_data.use.analysis_tool.department.count", "9"),
        {"base.big_data_uses"},
    ),
    "ranks": (
        swapped(
            "pillar5.authentication.username_password.department.percent",
            "pillar5.authentication.biometric.department.percent",
        ),
        {"ranks.authentication.department"},
    ),
    "more pay for a system than use one": (
        at(
            "pillar4.own_investment_systems.building_vehicle.department.percent",
            lambda deck: deck["pillar4.main_systems.finance.department.percent"] + 1,
        ),
        {"above_use.own_investment_systems.department"},
    ),
    "several types of service": (
        shifted("service_type.g2b.all", 30, "response.responded.all.count"),
        {"multiple_answers.service_types"},
    ),
    "several answers, and no note that says so": (
        both(
            lambda deck: deck.silent.add("pillar5.note.multiple_answers"),
            shifted("pillar5.it_maintenance.outsourced.province", 11, PROVINCES),
        ),
        {"multiple_answers.it_maintenance.province"},
    ),
    "several answers, and a note that says so": (
        shifted("pillar5.it_maintenance.outsourced.province", 11, PROVINCES),
        set(),
    ),
    "a percentage that is not printed": (
        lambda deck: deck.values.pop("mission.other.all.percent"),
        {"missing_percent.missions"},
    ),
    "no percentages at all": (
        lambda deck: [
            deck.values.pop(id) for id in list(deck.values) if id.startswith("mission.") and id.endswith("percent")
        ],
        set(),
    ),
    "reasons without figures": (
        shifted("pillar5.it_maintenance.none.department", 3, DEPARTMENTS),
        {"missing_figures.no_maintenance_reasons"},
    ),
    "reasons that do not cover the rest": (
        shifted("pillar5.bcp.complete.province", -40, PROVINCES),
        {"base.bcp_reasons.province"},
    ),
    "a number that is no base": (
        both(
            off("pillar1.critical_infrastructure.listed.all.count", "-1"),
            off("pillar1.critical_infrastructure.all_topics.all.count", "-1"),
        ),
        {"level.critical_infrastructure"},
    ),
}


@pytest.mark.parametrize("seed", [3, 4])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_single_fault_is_found_and_nothing_else(fault: str, seed: int) -> None:
    put, codes = FAULTS[fault]
    deck = deck_of(agreeing(seed))
    put(deck)
    assert {issue.code for issue in check(deck.report(), RULES)} == codes


def test_the_kind_follows_what_is_found() -> None:
    found = {}
    for fault in ("an answer short", "an answer too many", "a hidden base", "shares without a common base"):
        deck = deck_of(agreeing(3))
        FAULTS[fault][0](deck)
        found[fault] = {issue.kind for issue in check(deck.report(), RULES)}
    assert found == {
        "an answer short": {"remainder_unreported"},
        "an answer too many": {"contradiction"},
        "a hidden base": {"base_not_stated", "remainder_unreported"},
        "shares without a common base": {"contradiction"},
    }
