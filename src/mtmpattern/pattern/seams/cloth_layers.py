"""The layers of cloth under an edge: how a seam goes on through second plies and the insides of doubled parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from mtmpattern.geometry.tolerance import JOIN
from mtmpattern.pattern.seams.cutting_list import CuttingList
from mtmpattern.pattern.seams.seam import EdgeSpan, Match, Seam, Walk, part_of_walk, span_at


def further_layers(seam: Seam, parts: CuttingList, *, innermost: bool) -> Iterator[Seam]:
    """The same seam in the further layers of what it joins: second plies, insides of doubled parts.

    Only an ``innermost`` seam goes through the further layers of its second walk too.
    """
    first, second = ([layers_of(span, parts) for span in walk] for walk in (seam.first, seam.second))
    deepest = max(len(layers) for layers in (*first, *second))
    if deepest == 1:
        return
    for layer in range(1, deepest):
        here: list[tuple[float, float]] = []
        for low, high in pairwise(seam.corners):
            middle = (low + high) / 2
            a = _layers_at(seam.first, first, middle)
            b = _layers_at(seam.second, second, seam.onto_second(middle)) if innermost else a[:1]
            if max(len(a), len(b)) <= layer:
                continue
            if here and here[-1][1] == low:
                here[-1] = here[-1][0], high
            else:
                here.append((low, high))
        yield from (_in_layer(seam, layer, low, high, parts, innermost=innermost) for low, high in here)


def in_all_layers(seam: Seam, parts: CuttingList) -> Iterator[Seam]:
    """A seam whose second side does not depend on the layer of the first, in each layer of the first."""
    yield seam
    deepest = max(len(layers_of(span, parts)) for span in seam.first)
    for layer in range(1, deepest):
        first = tuple(on_layer(span, layer, parts) for span in seam.first if layer < len(layers_of(span, parts)))
        yield replace(seam, first=first, layer=layer)


def layers_of(span: EdgeSpan, parts: CuttingList) -> list[tuple[str, str]]:
    """Part and edge of every layer of a span, its own first."""
    return parts.layers(span.part, span.edge)


def on_layer(span: EdgeSpan, layer: int, parts: CuttingList) -> EdgeSpan:
    """The span in a further layer, walked the same way over the drawing; itself where there is no such layer."""
    layers = layers_of(span, parts)
    if layer == 0 or layer >= len(layers):
        return span
    own, deeper = parts.edge(span.part, span.edge), parts.edge(*layers[layer])
    start, end = sorted(deeper.drawn_at(own.drawn_at(mm)) for mm in (span.start, span.end))
    return EdgeSpan(*layers[layer], start, end, span.reversed != (own.forward != deeper.forward), layer)


def _in_layer(seam: Seam, layer: int, low: float, high: float, parts: CuttingList, *, innermost: bool) -> Seam:
    """A part of a seam, between two places of its first walk, as it goes through one of the further layers."""
    ends = seam.onto_second(low), seam.onto_second(high)
    first = tuple(on_layer(span, layer, parts) for span in part_of_walk(seam.first, low, high))
    second = tuple(on_layer(span, layer if innermost else 0, parts) for span in part_of_walk(seam.second, *ends))
    inside = [match for match in seam.matches if low + JOIN < match.first < high - JOIN]
    places = (Match("start", low, ends[0]), *inside, Match("end", high, ends[1]))
    eased, stretches = [], list(zip(pairwise(seam.matches), seam.eased, strict=False))
    for a, b in pairwise(places):
        start, end, ease = next((before.first, after.first, ease) for (before, after), ease in stretches
                                if before.first - JOIN <= a.first and b.first <= after.first + JOIN)
        eased.append(ease * (b.first - a.first) / (end - start) if end > start else 0.0)
    return replace(seam, first=first, second=second, layer=layer, unknown=(), eased=tuple(eased),
                   matches=tuple(Match(m.name, m.first - low, m.second - ends[0]) for m in places))


def _layers_at(walk: Walk, layers: Sequence[list[tuple[str, str]]], mm: float) -> list[tuple[str, str]]:
    span, _ = span_at(walk, mm)
    return layers[walk.index(span)]
