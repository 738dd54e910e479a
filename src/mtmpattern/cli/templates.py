"""``templates`` lists what can be drafted; ``show`` tells what one template needs and offers."""

from __future__ import annotations

import click

from mtmpattern.cli._output import say_json, say_table
from mtmpattern.cli._shown import say_described


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def templates(*, as_json: bool) -> None:
    """List the templates."""
    from mtmpattern.drafting.library import find_template, template_names
    from mtmpattern.jobs.describing import outline

    listed = [outline(find_template(name)) for name in template_names()]
    say_json(listed) if as_json else say_table((each["name"], each["summary"]) for each in listed)


@click.command()
@click.argument("template")
@click.option("--schema", "as_schema", is_flag=True, help="Print the JSON Schema of measurements and options.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(template: str, *, as_schema: bool, as_json: bool) -> None:
    """Show what TEMPLATE, a name or a .py file, needs and offers."""
    from mtmpattern.drafting.library import find_template, schema
    from mtmpattern.jobs.describing import describe

    if as_schema:
        say_json(schema(template))
    else:
        described = describe(find_template(template))
        say_json(described) if as_json else say_described(described)
