"""The commands of orders: order, job, client, batch and route."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtmpattern.cli import main
from tests.orders.made import EXAMPLES, MEASURES, order


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("order.json").write_text(json.dumps(order(stations=["marker"])))

    def command(*words: str, code: int = 0):
        done = CliRunner().invoke(main, words)
        assert done.exit_code == code, done.output
        return done

    return command


def test_an_order_is_made_found_verified_and_made_again(run):
    first = run("order", "order.json", "-o", "jobs", "--papers", "labels,quote")
    assert "order 1042 is made, reference" in first.output
    assert "was already made" in run("order", "order.json", "-o", "jobs", "--papers", "labels,quote").output
    assert "all as they were sealed" in run("job", "jobs/1042").output
    data = json.loads(run("job", "jobs/1042", "--json").output)
    assert data["whole"] is True
    label = data["parts"][0]["label"]
    assert "front.shell.1" in run("job", "jobs/1042", "--label", label).output
    assert json.loads(run("job", "jobs/1042", "--label", label, "--json").output)["part"]["piece"] == "front"
    run("job", "jobs/1042", "--label", "MTM1:0:front.shell.1", code=2)
    again = run("order", "--like", "jobs/1042", "-o", "again", "--papers", "labels,quote")
    assert "byte for byte" in again.output
    fitted = json.loads(run("order", "--like", "jobs/1042", "--alter", "hip=-10", "-o", "jobs", "--papers", "none",
                            "--json").output)
    assert (fitted["revision"], fitted["state"]) == (2, "made")
    assert "alterations hip: none before, -10.0 now" in fitted["changes"]
    renamed = json.loads(run("order", "--like", "jobs/1042", "--as", "2000", "-o", "jobs", "--json").output)
    assert renamed["order"] == "2000"
    states = [json.loads(line)["state"] for line in Path("jobs/events.jsonl").read_text().splitlines()]
    assert states.count("made") == 3
    assert "superseded" in states


def test_a_spoilt_folder_is_an_error(run):
    run("order", "order.json", "-o", "jobs", "--papers", "none")
    Path("jobs/1042/factory/crew-tee.svg").write_bytes(b"")
    assert "was changed after it was sealed" in run("job", "jobs/1042", code=2).output
    run("route", "jobs/1042", code=2)
    run("job", ".", code=2)


@pytest.mark.parametrize(("setting", "code"), [
    ("marker.steps=x", "marker.effort"), ("marker.spacing=soon", "marker.length"),
    ("marker.stepz=5", "station.setting"),
    ("marker.cutter=nothing", "format.value"), ("knit.machine=kniterat", "knitting.machine"),
    ("knit.swatch=dk", "knitting.swatch"), ("knit.top=loose", "knitting.word"), ("knit.inset=99", "knitting.word"),
    ("preview.size=9", "station.setting"), ("print.dpi=300", "station.setting"),
    ("markr.steps=2", "station.unknown"), ("marker.steps", "station.setting")])
def test_a_mistyped_setting_of_a_station_is_refused_before_anything_is_made(run, setting, code):
    """Also for an order that does not ask for the station."""
    refused = run("order", "order.json", "-o", "jobs", "--station", setting, "--json", code=2)
    problem, = json.loads(refused.output)["problems"]
    assert (problem["code"], problem["where"]) == (code, "station")
    assert "(--station NAME.SETTING=VALUE)" in problem["hint"] or "(--station)" in problem["hint"]
    assert not Path("jobs").exists()


def test_settings_that_a_station_can_use_are_kept(run):
    run("order", "order.json", "-o", "jobs", "--papers", "none", "--station", "marker.steps=2", "--station",
        "knit.machine=hand", "--station", "marker.cutter=metric")
    marker = Path("jobs/1042/factory/marker")
    assert {lay["search"]["steps"] for lay in json.loads((marker / "marker.json").read_text())["lays"]} == {2}
    hundredths = max(int(y) for y in re.findall(r"Y(\d+)", (marker / "shell.cut").read_text()))
    assert 0.01 * hundredths <= 1500 < 0.0254 * hundredths          # mm: in thousandths of an inch it leaves the cloth


def test_what_order_refuses(run):
    run("order", "-o", "jobs", code=2)
    run("order", "order.json", code=2)
    run("order", "order.json", "--like", "x", "-o", "jobs", code=2)
    run("order", "nothing.json", "-o", "jobs", code=2)
    run("order", "order.json", "-o", "jobs", "--papers", "poem", code=2)
    run("order", "order.json", "-o", "jobs", "--station", "marker", code=2)
    run("order", "order.json", "-o", "jobs", "--made", "soon", code=2)
    run("order", "--like", "jobs/1042", "-o", "jobs", code=2)
    Path("bad.json").write_text(json.dumps(order("7", fit="tight")))
    error = json.loads(run("order", "bad.json", "-o", "jobs", "--json", code=2).output)
    assert error["problems"][0]["where"] == "/fit"
    Path("refused.json").write_text(json.dumps(order("8", alterations={"hip": -400})))
    run("order", "refused.json", "-o", "jobs", code=3)
    assert json.loads(Path("jobs/events.jsonl").read_text().splitlines()[-1])["state"] == "refused"
    assert not Path("jobs/8").exists()


def test_a_cancelled_order(run):
    Path("cancel.json").write_text('{"order": "1042", "cancel": true}')
    assert "is cancelled" in run("order", "cancel.json", "-o", "jobs").output
    assert json.loads(run("order", "cancel.json", "-o", "jobs", "--json").output)["state"] == "cancelled"
    assert "order.cancelled" in run("order", "order.json", "-o", "jobs", code=2).output


def test_a_client_is_kept_and_ordered_for(run):
    Path("body.json").write_text(json.dumps(MEASURES))
    name = run("client", "customer 17", "-m", "body.json", "--clients", "clients").output.strip()
    assert run("client", "customer 17", "-m", "body.json", "--clients", "clients").output.strip() == name
    sent = {key: value for key, value in order().items() if key != "measurements"} | {"client": name}
    Path("theirs.json").write_text(json.dumps(sent))
    run("order", "theirs.json", "-o", "jobs", "--clients", "clients", "--papers", "none")
    run("order", "--like", "jobs/1042", "--alter", "hip=-10", "-o", "jobs", "--clients", "clients", "--papers", "none")
    Path("next.json").write_text(json.dumps(sent | {"order": "1050"}))
    run("order", "next.json", "-o", "jobs", "--clients", "clients", "--papers", "none")
    assert json.loads(Path("jobs/1050/client/order.json").read_text())["fittings"] == [{"hip": -10.0}]
    Path("bare.json").write_text(json.dumps({key: value for key, value in order("9").items() if key != "measurements"}))
    run("order", "bare.json", "-m", "body.json", "-o", "jobs", "--papers", "none")


def test_the_schema_is_printed(run):
    assert "crew-tee" in json.loads(run("order", "--schema").output)["properties"]["template"]["enum"]
    assert "neck_drop" in run("order", "--schema", "crew-tee").output
    run("order", "--schema", "crew-te", code=2)


def test_a_batch_and_a_route(run):
    lines = [order("1"), order("2", fit="tight"), order("3")]
    Path("orders.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines))
    done = run("batch", "orders.jsonl", "-o", "jobs", "--papers", "none", "--workers", "1", code=2)
    assert "2 made, 0 already made, 1 refused" in done.output
    data = json.loads(run("batch", "orders.jsonl", "-o", "jobs", "--papers", "none", "--workers", "1", "--json",
                          code=2).output)
    assert (data["found"], data["refused"]) == (2, 1)
    seen = run("route", "jobs/1", "--down", "atelier", "--to", "outbox")
    assert "knitwear-room makes it" in seen.output
    assert "it is marked down" in seen.output
    assert Path("outbox/knitwear-room/1/manifest.json").exists()
    run("route", "jobs/1", "--down", "atelier", "--down", "knitwear-room", code=5)
    assert json.loads(run("route", "jobs/1", "--json").output)["chosen"] == "atelier"
    run("batch", "orders.jsonl", "-o", "jobs", "--watch", code=2)
    run("batch", "none.csv", "-o", "jobs2", code=2)


def test_a_folder_is_watched_until_it_is_empty(run):
    Path("spool").mkdir()
    Path("spool/a.json").write_text(json.dumps(order("1")))
    os.utime("spool/a.json", (1, 1))
    done = run("batch", "spool", "--watch", "--until-empty", "-o", "jobs", "--papers", "none", "--workers", "1")
    assert "1 made" in done.output
    assert Path("spool/done/a.json").exists()


def test_a_marker_lays_a_job_folder_with_its_quantity(run):
    run("order", str(EXAMPLES / "orders" / "polo.yaml"), "-o", "jobs", "--papers", "pattern")
    data = json.loads(run("marker", "jobs/1004", "--steps", "1", "-o", "lay", "--json").output)
    assert len(data["garments"] if "garments" in data else data["lays"][0:1]) >= 1
    assert "1004" in Path("lay/marker.json").read_text()


@pytest.mark.parametrize("name", ["nothing.csv", "nothing.jsonl", "orders.txt"])
def test_a_batch_of_nothing_leaves_no_folder(run, tmp_path, name):
    (tmp_path / "orders.txt").write_text("1042")
    assert "[file." in run("batch", name, "-o", "jobs", code=2).output
    assert not (tmp_path / "jobs").exists()
