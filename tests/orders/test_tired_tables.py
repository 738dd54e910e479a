"""Tables of orders as spreadsheets save them and as tired people fill them in."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from mtmpattern.cli import main
from mtmpattern.errors import MeasurementError
from mtmpattern.orders.order_source import raw_orders
from mtmpattern.units import length

HEAD = "order;template;chest;waist;hip;upper_arm;unit;estimates\n"
ROW = "1;crew-tee;92,5;74,5;99,5;28;cm;yes\n"


@pytest.fixture
def told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def batch(table):
        (tmp_path / "o.csv").write_text(table, encoding="utf-8")
        done = CliRunner().invoke(main, ["batch", "o.csv", "-o", "out", "--workers", "1"])
        assert done.exit_code in (0, 2), done.output
        return " ".join(done.output.split())
    return batch


@pytest.mark.parametrize("table", [
    "sep=;\n" + HEAD + ROW, '"sep=;"\n' + HEAD + ROW, HEAD.upper().replace("UPPER_ARM", "Upper_Arm") + ROW,
    HEAD.replace("\n", ";;\n") + ROW.replace("\n", ";;\n"), HEAD + ROW.replace("\n", ";;;\n"),
    "\ufeff" + HEAD + "\n;;;;;;;\n" + ROW + "\n\n"])
def test_what_spreadsheets_add_is_read(tmp_path, table):
    (tmp_path / "o.csv").write_text(table, encoding="utf-8")
    raw, = raw_orders(tmp_path / "o.csv")
    assert raw.fault is None and raw.content["order"] == "1" and raw.content["template"] == "crew-tee"
    assert raw.content["measurements"]["unit"] == "cm"


def test_cells_beyond_the_columns_are_not_dropped(told):
    text = told(HEAD.replace(";", ",") + "1,crew-tee,92,5,74,5,99,5,28,cm,yes\n")
    assert "the row has 11 cells, and the table 8 columns" in text and "0 made, 0 already made, 1 refused" in text


def test_a_batch_whose_every_order_fails_says_why(told):
    text = told(HEAD + ROW.replace("92,5", "9") + ROW.replace("crew-tee", "crew").replace("1;", "2;"))
    assert "2 refused" in text and "Did you mean 90 cm" in text and "Did you mean crew-tee?" in text


@pytest.mark.parametrize(("head", "hint"), [
    ("neck_drop", "its column is called option.neck_drop"), ("length", "(in a table the column alter.length)")])
def test_a_column_without_its_block(told, head, hint):
    assert hint in told(HEAD.replace("\n", f";{head}\n") + ROW.replace("\n", ";9,5 cm\n"))


@pytest.mark.parametrize(("first", "hint"), [
    ("Order no", "Is it Order no? Call it `order`."), ("1", "names the columns")])
def test_no_column_of_orders(told, first, hint):
    assert hint in told(HEAD.replace("order", first) + ROW)


def test_a_table_of_no_orders_says_so(told):
    assert "o.csv holds no orders" in told(HEAD)


@pytest.mark.parametrize(("text", "plain"), [
    ("1.025,5", "1025.5"), ("1,025.5 mm", "1025.5"), ("-1.025,50", "1025.50")])
def test_thousands_separators_are_named(text, plain):
    with pytest.raises(MeasurementError, match=f"has a thousands separator. Write it without, as {plain}."):
        length(text, "mm", signed=True)


def test_an_order_in_json_is_told_the_place_of_an_option(tmp_path):
    (tmp_path / "o.json").write_text(json.dumps({
        "order": "1", "template": "crew-tee", "neck_drop": 95, "measurements": {"chest": "92 cm"}}))
    done = CliRunner().invoke(main, ["order", str(tmp_path / "o.json"), "-o", str(tmp_path / "out")])
    assert "Put it under `options`" in " ".join(done.output.split())
