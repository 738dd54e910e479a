"""How a proof looks on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mtmpattern.cli._output import say, say_table


def say_proof(data: Mapping[str, Any]) -> None:
    """Print what `mtmpattern.jobs.proof.as_data` tells; the times to standard error."""
    options = ", ".join(f"{name}={value}" for name, value in data["options"].items())
    say(f"{data['template']} {data['version']}" + (f" with {options}" if options else ""))
    say(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in data["population"].items()))
    for proof in data["fits"]:
        _say_fit(proof)
    for fit, times in data["timings"].items():
        if times:
            say(f"{fit}: draft and audit: median {times['median_ms']} ms, p95 {times['p95_ms']} ms", err=True)


def _say_fit(proof: Mapping[str, Any]) -> None:
    say()
    say(f"{proof['fit'] or 'as it is'}: {proof['people']} people: {proof['clean']} clean, {proof['rescued']} rescued "
        f"({proof['rescued_percent']} %), {proof['refused']} refused; {proof['drafted_percent']} % drafted")
    if proof["left_out"]:
        say(f"  {proof['left_out']} people left out: {'adults' if proof['fit'].startswith('child') else 'children'}, "
            "for whom other fits are")
    worst = proof["worst_measure"]
    say(f"  worst join {proof['worst_join_mm']} mm; worst finished less intended {worst['mm']} mm"
        + (f" ({worst['name']})" if worst["name"] else ""))
    say_table([(str(each["people"]), text, f"median {each['median_mm']}", f"p95 {each['p95_mm']}",
                f"max {each['max_mm']} mm") for text, each in proof["rescues"].items()], title="rescued")
    say_table(list(_reasons(proof["refusals"])), title="refused")
    say_table(list(_reasons(proof["unusable"])), title=f"{proof['unusable_rows']} rows that hold nobody to draft for")
    if proof["proportions"]:
        rows = [("", "least", "p1", "median", "p99", "most", "near a limit")]
        rows += [(name, *(f"{each[key]:g}" for key in ("least", "p1", "median", "p99", "most", "near_a_limit")))
                 for name, each in proof["proportions"].items()]
        say_table(rows, title="proportions")


def _reasons(reasons: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for code, each in reasons.items():
        yield str(each["people"]), code
        yield from (("", example) for example in each["examples"])
