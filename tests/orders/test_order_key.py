"""The key of an order: the same for the same wish in other words and units, without drafting."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.orders import job as jobs

ORDER = {"order": "1042", "template": "crew-tee", "fit": "regular", "options": {"neck_drop": 95},
         "measurements": {"unit": "cm", "sex": "female", "measurements": {
             "chest": 92.5, "waist": 74.5, "hip": 99.5, "height": 168, "upper_arm": 28}}}


@pytest.fixture(autouse=True)
def nothing_is_drafted(monkeypatch):
    monkeypatch.setattr(mtm.Order, "draft", lambda _: pytest.fail("a key needs no draft"))


def key(**change):
    return mtm.job(mtm.read_order({**ORDER, **change}, shop=None)).order_key


def measured(unit="cm", **measures):
    return {"unit": unit, "sex": "female", "measurements": measures}


@pytest.mark.parametrize("change", [
    {"measurements": measured("mm", chest=925, waist=745, hip=995, height=1680, upper_arm=280)},
    {"measurements": measured("in", chest="92.5 cm", waist="745 mm", hip="99,5 cm", height="1.68 m", biceps="28 cm")},
    {"measurements": measured(bust=92.5, natural_waist=None, waist_girth=74.5, seat=99.5, height=168, upper_arm=28)
     | {"name": "Ana"}},
    {"measurements": {"unit": "cm", "sex": "woman", "age": "adult", "chest": 92.5, "waist": 74.5, "hip": 99.5,
                      "height": 168, "upper_arm": 28}},
    {"fit": None}, {"options": {"neck_drop": "9.5 cm"}}, {"revision": 1, "quantity": 1, "priority": "normal"},
    {"formats": ["dxf", "svg"]}, {"alterations": {"length": 0}}, {"estimates": "no"}, {"version": ""}])
def test_the_same_wish_in_other_words(change):
    if "natural_waist" in str(change):
        change["measurements"]["measurements"].pop("natural_waist")
    assert key(**change) == key()


@pytest.mark.parametrize("change", [
    {"order": "1043"}, {"options": {"neck_drop": 96}}, {"fit": "relaxed"}, {"alterations": {"length": 1}},
    {"measurements": measured(chest=92.6, waist=74.5, hip=99.5, height=168, upper_arm=28)}, {"quantity": 2},
    {"measurements": measured(chest=92.5, waist=74.5, hip=99.5, height=168, upper_arm=28) | {"sex": "male"}}])
def test_another_wish(change):
    assert key(**change) != key()


def test_a_confirmed_value_is_another_order_where_estimates_depend_on_it():
    odd = measured(chest=92.5, waist=104, hip=99.5, height=168, upper_arm=28)
    assert key(measurements=odd) != key(measurements={**odd, "confirmed": ["waist"]})
    assert key(measurements={**ORDER["measurements"], "confirmed": ["waist"]}) == key()


def test_the_salt_keys_it():
    order = mtm.read_order(ORDER)
    assert jobs.job(order, shop=mtm.Shop(salt="a")).order_key != jobs.job(order, shop=mtm.Shop(salt="b")).order_key


def test_the_customers_unit_is_no_part_of_the_key_and_stands_in_what_is_said():
    order = mtm.read_order({**ORDER, "measurements": measured("in", chest=36.5, waist=29.25, hip=39.25, height=66)})
    assert order.unit == "in" and "unit" not in order.asked()
