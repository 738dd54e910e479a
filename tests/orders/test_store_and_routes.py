"""The shop's store of clients, remakes, quotes and prices, facilities and routes."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

import mtmpattern as mtm
from mtmpattern.documents import read_document
from mtmpattern.orders import remake
from mtmpattern.orders.client_store import (
    Client,
    Fitting,
    FolderClients,
    client_id,
    keep_body,
    keep_fitting,
    read_client,
)
from mtmpattern.orders.events import EventLog
from mtmpattern.orders.facility import read_facilities, read_facility_list
from mtmpattern.orders.order import body_as_data, body_from_data, plain_body
from mtmpattern.orders.order_schema import LATER
from mtmpattern.orders.prices import read_prices, usual_prices
from mtmpattern.orders.rack import Rack
from mtmpattern.orders.remake import changes, read_kept_order, remade
from mtmpattern.orders.routing import hand_over, route_job
from mtmpattern.orders.sealed_folder import read_job
from mtmpattern.orders.shop_files import read_shop
from tests.orders.made import EXAMPLES, MEASURES, ORDERS, job, order, picture

# ---- Clients --------------------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path) -> FolderClients:
    return FolderClients(tmp_path / "clients")


def test_a_body_is_kept_and_found_by_a_salted_id(store, tmp_path):
    shop = mtm.Shop(clients=store, salt=store.salt)
    name = client_id("customer 17", store.salt)
    keep_body(store, name, mtm.read_body(MEASURES))
    assert "customer" not in "".join(path.name for path in (tmp_path / "clients").iterdir())
    assert (tmp_path / "clients" / "salt").stat().st_mode & 0o077 == 0
    sent = {name_: value for name_, value in order().items() if name_ != "measurements"} | {"client": name}
    by_client = mtm.read_order(sent, shop=shop)
    assert by_client.key() == mtm.read_order(order()).key()
    assert by_client.client == name
    assert FolderClients(tmp_path / "clients").salt == store.salt
    assert client_id("customer 17", "other") != name
    for wrong in ("../salt", "salt", "0" * 32):
        with pytest.raises(mtm.OptionError):
            mtm.read_order(sent | {"client": wrong}, shop=shop)
    with pytest.raises(mtm.OptionError) as caught:
        mtm.read_order(sent)
    assert caught.value.code == "client.store"


def test_every_body_of_a_client_is_kept(store):
    one, two = mtm.read_body("ana"), mtm.read_body("ben")
    name = client_id("1", store.salt)
    keep_body(store, name, one)
    keep_body(store, name, two)
    assert read_client(store, name).body == plain_body(two)
    assert len(keep_body(store, name, one).bodies) == 2
    assert read_client(store, name).body == plain_body(one)
    assert Client().body is None
    body = plain_body(mtm.read_body("ben"))
    assert body_from_data(json.loads(json.dumps(body_as_data(body)))).digest == body.digest


@pytest.mark.parametrize("text", ["", "[]", '{"format": "x"}', '{"format": "mtmpattern client 1", "bodies": 3}'])
def test_a_spoilt_file_of_a_client_is_refused(store, text):
    name = client_id("1", store.salt)
    store.write(name, text)
    with pytest.raises(mtm.FileFormatError) as caught:
        read_client(store, name)
    assert caught.value.code == "client.form"


def test_fittings_are_carried_on_to_the_next_garment_of_the_same_template(store):
    name = client_id("1", store.salt)
    keep_body(store, name, mtm.read_body(MEASURES))
    fitting = Fitting("crew-tee", {"hip": -10.0}, "1042", date(2026, 11, 29))
    keep_fitting(store, name, fitting)
    assert keep_fitting(store, name, fitting).fittings == (fitting,)
    keep_fitting(store, name, Fitting("shirt", {"chest": 8.0}, "1043"))
    sent = {key: value for key, value in order().items() if key != "measurements"} | {"client": name}
    read = mtm.read_order(sent | {"alterations": {"hip": 4}}, shop=mtm.Shop(clients=store))
    assert read.fittings == ({"hip": -10.0},)
    assert read.alterations == {"hip": 4.0}
    assert read.altered == {"hip": -6.0}


# ---- Remakes --------------------------------------------------------------------------------------------------------

SENT = {"fit": "relaxed", "alterations": {"length": 20, "sleeve": {"left": 5}}, "options": {"neck_drop": "95 mm"},
        "due": "2026-12-24", "quantity": 2, "stations": ["marker"], "fabrics": {"shell": "jersey-unwashed"}}


def test_an_old_job_is_made_again_byte_for_byte(tmp_path):
    made = job(**SENT)
    made.write(tmp_path / "old")
    again = mtm.job(remade(tmp_path / "old"))
    assert again.files() == made.files()
    assert changes(tmp_path / "old", again.files()) == ()


def test_an_order_with_remarks_is_made_again_byte_for_byte(tmp_path):
    doubted = {**MEASURES, "measurements": {**MEASURES["measurements"], "upper_arm": 40}}
    read = mtm.read_order(order() | {"measurements": doubted})
    assert read.remarks
    made = mtm.job(read, papers=("quote",))
    made.write(tmp_path / "old")
    assert mtm.job(remade(tmp_path / "old"), papers=("quote",)).files() == made.files()


def test_the_body_of_a_client_is_asked_of_the_store(tmp_path, store):
    name = client_id("1", store.salt)
    shop = mtm.Shop(clients=store, salt=store.salt)
    keep_body(store, name, mtm.read_body(MEASURES))
    sent = {key: value for key, value in order().items() if key != "measurements"} | {"client": name}
    made = mtm.job(mtm.read_order(sent, shop=shop), shop=shop, papers=())
    made.write(tmp_path / "old")
    assert "925" not in (tmp_path / "old" / "client" / "order.json").read_text()
    keep_body(store, name, mtm.read_body("ben"))                # measured again since
    assert mtm.job(remade(tmp_path / "old", shop), shop=shop, papers=()).files() == made.files()
    with pytest.raises(mtm.FileFormatError) as caught:
        remade(tmp_path / "old")
    assert caught.value.code == "client.store"


def test_a_fitting_makes_the_next_revision_and_is_kept_apart(tmp_path):
    job(**SENT).write(tmp_path / "1042")
    fitted = remade(tmp_path / "1042", fitting={"hip": -10.0})
    assert (fitted.revision, fitted.fittings, fitted.alterations["length"]) == (2, ({"hip": -10.0},), 20.0)
    second = mtm.job(fitted)
    second.write(tmp_path / "1042-r2")
    third = remade(tmp_path / "1042-r2", fitting={"hip": 4.0})
    assert third.fittings == ({"hip": -10.0}, {"hip": 4.0})
    assert third.altered["hip"] == -6.0
    seen = [str(change) for change in changes(tmp_path / "1042", second.files())]
    assert "revision: 1 before, 2 now" in seen
    assert "alterations hip: none before, -10.0 now" in seen
    assert any(text.startswith("finished hip:") for text in seen)
    assert remade(tmp_path / "1042", order="2000").revision == 1


def test_another_version_is_named(tmp_path, monkeypatch):
    job(papers=()).write(tmp_path / "old")
    versions = json.loads((tmp_path / "old" / "manifest.json").read_text())
    versions["versions"]["reportlab"] = "0.1"
    monkeypatch.setattr(remake, "read_manifest", lambda _: versions)
    seen = [str(change) for change in changes(tmp_path / "old", job(papers=()).files())]
    assert len(seen) == 1
    assert seen[0].startswith("version of reportlab: 0.1 before")


def test_a_folder_without_its_order_cannot_be_made_again(tmp_path):
    mtm.job(mtm.draft("crew-tee", mtm.read_body("ana")), order="1", papers=()).write(tmp_path / "a")
    with pytest.raises(mtm.FileFormatError) as caught:
        read_kept_order(tmp_path / "a")
    assert caught.value.code == "job.order"


# ---- Quotes ---------------------------------------------------------------------------------------------------------

def test_a_quote_adds_up():
    prices = read_prices({"currency": "eur", "sewing_minute": "1", "cutting_minute": 2, "overhead": "10 %",
                          "each": {"button": "0,5"}, "metre": {"thread": 0}})
    shop = mtm.Shop(prices=prices)
    quote = job(shop=shop, quantity=3).quote
    cloth = sum((line.cost for line in quote.cloth if line.cost), Decimal(0))
    notions = sum((cost for _, cost in quote.notions if cost), Decimal(0))
    one = cloth + notions + Decimal(repr(quote.sewing_minutes)) + 2 * Decimal(repr(quote.cutting_minutes))
    assert quote.costs["EUR"] == pytest.approx(one * 3 * Decimal("1.1"), abs=Decimal("0.01"))
    assert "shoulder tape" in quote.missing
    assert json.loads(json.dumps(quote.to_dict()))["quantity"] == 3
    assert usual_prices().currency == "EUR"


def test_a_kept_marker_makes_the_length_certain(tmp_path):
    pattern = mtm.draft("crew-tee", mtm.read_body("ana"))
    mtm.marker(pattern, seconds=0.5, store=tmp_path)
    sure = mtm.job(pattern, order="1", shop=mtm.Shop(markers=tmp_path)).quote.cloth[0]
    quick = mtm.job(pattern, order="1").quote.cloth[0]
    assert sure.text == f"{sure.length / 1000:.2f} m"
    assert quick.text in (f"{quick.length / 1000:.2f} m at most", f"about {quick.length / 1000:.2f} m")
    assert not quick.about
    assert sure.length <= quick.length <= 1.15 * sure.length


@pytest.mark.parametrize("wrong", [
    {}, {"currency": "euro"}, {"currency": "EUR", "sewing_minute": -1}, {"currency": "EUR", "sewing_minute": "nan"},
    {"currency": "EUR", "foo": 1}, {"currency": "EUR", "each": {"rivet": 1}}, {"currency": "EUR", "each": 3}])
def test_price_files_that_are_none(wrong):
    with pytest.raises(mtm.FileFormatError):
        read_prices(wrong)


# ---- Routes ---------------------------------------------------------------------------------------------------------

@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    root = tmp_path_factory.mktemp("jobs")
    for name in ("crew-tee", "shirt"):
        Rack(root).put(mtm.job(mtm.read_order(EXAMPLES / "orders" / f"{name}.yaml"), papers=()))
    return {"crew-tee": root / "1001", "shirt": root / "1014"}


def test_the_next_facility_makes_what_one_that_is_down_cannot(folders, tmp_path):
    places = read_facilities()
    tee = read_job(folders["crew-tee"])
    assert route_job(tee, places).chosen.name == "atelier"
    assert [each.name for each in route_job(tee, places).fallbacks] == ["knitwear-room"]
    fallen = route_job(tee, places, down=["atelier"])
    assert fallen.chosen.name == "knitwear-room"
    reasons = {each.facility.name: each.reasons for each in fallen.judged}
    assert reasons["atelier"] == ("it is marked down",)
    assert "no cloth: knit" in reasons["shirt-maker"]
    assert route_job(read_job(folders["shirt"]), places, down=["atelier"]).chosen.name == "shirt-maker"
    assert route_job(tee, places, down=["atelier", "knitwear-room"]).chosen is None
    assert fallen.to_dict()["chosen"] == "knitwear-room"
    with pytest.raises(mtm.FileFormatError, match=r"facility\.name"):
        route_job(tee, places, down=["nowhere"])


def test_a_folder_is_handed_over_without_the_clients_side(folders, tmp_path):
    tee, place = read_job(folders["crew-tee"]), read_facilities()[0]
    target = hand_over(tee, place, tmp_path)
    assert target == tmp_path / "atelier" / "1001"
    handed = read_job(target)
    assert handed.handed_over
    assert handed.faults == ()
    assert not (target / "client").exists()
    assert hand_over(tee, place, tmp_path) == target
    (target / "factory" / "crew-tee.svg").write_bytes(b"")
    with pytest.raises(mtm.ExportError, match=r"output\.occupied"):
        hand_over(tee, place, tmp_path)
    events = list(EventLog(folders["crew-tee"].parent).read())
    assert [(event.state, event.facility) for event in events if event.state == "handed over"] == [
        ("handed over", "atelier")]


@pytest.mark.parametrize(("change", "reason"), [
    ("cut: {width: 900 mm, length: 5 m}", "the lay has a width of 1500 mm, but its table 900 mm"),
    ("cut: ~", "no cutting table"), ("pressing: no", "no pressing"),
    ("minutes: 1", "minutes of sewing, where it takes 1 at most"),
    ("formats: [hpgl]", "reads hpgl, but the parts are in dxf, svg"),
    ("stitches: [\"301\"]", "no stitch class 406, 514"),
    ("cloths: []", "no cloth: knit"), ("down: yes", "it is marked down")])
def test_reasons_have_numbers(folders, change, reason):
    name = change.partition(":")[0]
    lines = {"name": "name: x", "cloths": "cloths: [knit]", "stitches": 'stitches: ["406", "514"]',
             "pressing": "pressing: yes", "cut": "cut: {width: 2 m, length: 9 m}", "formats": "formats: [dxf]"}
    able = read_facility_list(mtm_text("\n".join(lines.values())))
    assert route_job(read_job(folders["crew-tee"]), able).chosen
    changed = read_facility_list(mtm_text("\n".join((lines | {name: change}).values())))
    judged = route_job(read_job(folders["crew-tee"]), changed).judged[0]
    assert reason in "; ".join(judged.reasons)


def test_pictures_machines_and_other_stations_are_compared(folders):
    data = read_job(folders["crew-tee"]).manifest
    place = read_facilities()[1]
    more = {"print": {"width": 300.0, "cloths": ["knit"]}, "knit": {"machine": "kniterate"}, "embroider": {}}
    judged = route_job(data | {"needs": data["needs"] | more}, [place]).judged[0]
    assert judged.reasons == ("no printer for pictures", "no knitting machine kniterate", "no station embroider")


def mtm_text(text: str) -> bytes:
    return text.encode()


@pytest.mark.parametrize("text", ["facilities: 3", "facilities: [3]", "name: ../x", "name: x\ncloths: [silk]", "foo: 1",
                                  "name: x\ncut: 5", "name: x\ncut: {width: wide}", "name: x\nminutes: many"])
def test_files_of_facilities_that_are_none(text, tmp_path):
    (tmp_path / "a.yaml").write_text(text)
    with pytest.raises(mtm.FileFormatError):
        read_facilities(tmp_path)


# ---- The shop's files and the schema ------------------------------------------------------------------------------

def test_a_shop_is_read_from_folders(tmp_path, monkeypatch):
    (tmp_path / "our-jersey.yaml").write_text("name: our jersey\nkind: knit\nwidth: 160 cm\nmass: 190 g/m2\n"
                                              "stretch: {warp: 25 %, weft: 60 %}\nrecovery: 92 %\nprice: 7 EUR/m\n")
    (tmp_path / "logo.png").write_bytes(picture())
    shop = read_shop(fabrics=tmp_path, pictures=tmp_path, clients=tmp_path / "clients")
    assert list(shop.fabrics) == ["our-jersey"]
    assert list(shop.pictures) == ["logo"]
    assert len(shop.salt) == 64
    assert mtm.read_order(order(fabrics={"shell": "our-jersey"}), shop=shop).fabrics["shell"].width == 1600.0
    monkeypatch.setenv("MTMPATTERN_SALT", "pepper")
    assert read_shop().salt == "pepper"
    (tmp_path / "bad.yaml").write_text("name: x")
    with pytest.raises(mtm.FileFormatError, match=r"fabric\.missing"):
        read_shop(fabrics=tmp_path)
    with pytest.raises(mtm.FileFormatError, match=r"file\.missing"):
        read_shop(pictures=tmp_path / "none")


@pytest.mark.parametrize("path", ORDERS, ids=lambda path: path.stem)
def test_the_examples_validate(path):
    data = typed(read_document(path, what="order").plain())
    for schema in (mtm.order_schema(), mtm.order_schema(path.stem)):
        Draft202012Validator.check_schema(schema)
        assert list(Draft202012Validator(schema).iter_errors(data)) == []


def typed(data):
    """Scalars as a YAML reader gives them."""
    for name, kind in (("quantity", int), ("revision", int), ("estimates", lambda text: text == "yes")):
        if name in data:
            data[name] = kind(data[name])
    return data


VALID = [order(), order(fit="slim"), order(options={"neck_drop": 95}), order(alterations={"length": "2 cm"}),
         order(alterations={"sleeve": {"left": 5, "right": 0}}), order(quantity=3, priority="high", due="2026-12-24"),
         order(fabrics={"shell": "jersey"}), order(formats=["svg", "pdf"], stations=["marker"]),
         {"order": "1", "cancel": True}, order(version=mtm.schema("crew-tee")["properties"]["version"]["const"]),
         order(revision=4, estimates=True)]
INVALID = [order("a b"), order("../x"), order(fit="tight"), order(options={"neck_dorp": 1}), order(quantity=0),
           order(options={"neck_drop": 9000}), order(alterations={"lenght": 1}), order(priority="now"),
           order(formats=["exe"]), order(unknown=1), order(version="900"), {"order": "1"}, {}, order(client="x"),
           order(due="soon"), order(artwork=[{"part": "front"}]), order(revision=0), order(stations=["nobody"])]


@pytest.mark.parametrize("sent", VALID, ids=str)
def test_what_validates_is_read(sent):
    assert list(Draft202012Validator(mtm.order_schema("crew-tee")).iter_errors(sent)) == []
    try:
        mtm.read_order(sent)
    except mtm.MtmError as error:
        assert error.code == "order.cancelled"


@pytest.mark.parametrize("sent", INVALID, ids=str)
def test_what_does_not_validate_is_refused(sent):
    assert list(Draft202012Validator(mtm.order_schema("crew-tee")).iter_errors(sent))
    with pytest.raises(mtm.MtmError):
        mtm.read_order(sent)


def test_what_is_checked_later_is_said():
    schema = mtm.order_schema("crew-tee")
    assert schema["x-checked-later"] == list(LATER)
    sent = order(fabrics={"shell": "velvet"}, alterations={"length": 4000})
    assert list(Draft202012Validator(schema).iter_errors(sent)) == []
    with pytest.raises(mtm.OptionError) as caught:
        mtm.read_order(sent)
    assert all(problem.code in LATER or problem.code.split(".")[0] in LATER for problem in caught.value.problems)


def test_a_folder_that_is_not_there_and_a_file_in_its_place(tmp_path):
    (tmp_path / "file").write_text("")
    for name, code, words in (("none", "file.missing", "there is no folder"),
                              ("file", "file.type", "file is not a folder")):
        with pytest.raises(mtm.FileFormatError, match=words) as caught:
            read_shop(fabrics=tmp_path / name)
        assert caught.value.code == code
    with pytest.raises(mtm.FileFormatError, match="there is no job folder"):
        read_job(tmp_path / "none")
    with pytest.raises(mtm.FileFormatError, match="file is not a job folder"):
        read_job(tmp_path / "file")
