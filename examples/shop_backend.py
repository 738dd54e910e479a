"""A web shop's backend: orders as JSON in, job folders out, each order once."""

import json
import sys
from pathlib import Path

import mtmpattern as mtm
from mtmpattern.orders.rack import Rack

SHOP = mtm.Shop(templates=("crew-tee", "hoodie", "straight-skirt"), salt="keep this secret")     # what is on sale


def take(order: dict, jobs: Path) -> dict:
    """Make the folder of an order and return its quote; or its faults, as the body of an HTTP 422."""
    try:
        job = mtm.job(mtm.read_order(order, shop=SHOP), shop=SHOP)
        placed = Rack(jobs).put(job)
    except mtm.MtmError as error:
        return error.to_dict()
    return {"key": job.order_key, "folder": placed.folder.name, "done_before": placed.found, **job.quote.to_dict()}


if __name__ == "__main__":
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("shop_orders.json")
    for order in json.loads(source.read_text("utf-8")):
        print(json.dumps(take(order, Path(sys.argv[2] if len(sys.argv) > 2 else "jobs"))))
