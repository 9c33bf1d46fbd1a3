"""The picture of the chain: boxes in columns, bands between them as wide as their value.

Plain geometry, so that the screen and the paper draw the same picture. Each column shows its
largest parties; the small ones stand together in one box at its foot, with their whole value.
Lengths are pixels or points: whatever the room was given in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parkdesk.domain.chain import STAGES, Chain, Link, Party

OTHERS = ""
"""The key of the box in which a column's small parties stand together."""

NodeKey = tuple[int, str]
"""A column from 0 and a party's key."""

_ROUNDS = 4
"""Passes that order the boxes by what they are tied to."""
_SEARCH = 40


@dataclass(frozen=True, slots=True)
class Room:
    """How much there is to draw in, and how small a box may be."""

    width: float
    height: float
    least_box: float = 22.0
    gap: float = 6.0
    box_share: float = 0.29
    """A box's width of the whole; what is left is between the columns."""
    widest_box: float = 260.0

    names_share: float = 0.66
    """Least boxes may take so much of the height; the rest is for showing what is large."""

    def capacity(self) -> int:
        """Return how many boxes a column gets at the most; three at least."""
        least = self.least_box + self.gap
        return max(int((self.height * self.names_share + self.gap) / least), 3)


@dataclass(slots=True)
class Node:
    """A box: a party at a place, or the small ones of its column."""

    column: int
    key: str
    party: Party | None
    members: int
    value: int
    """The larger of what comes in and what goes out, in US cents."""
    incoming: int
    outgoing: int
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0

    @property
    def id(self) -> NodeKey:
        """What this box is found by."""
        return self.column, self.key

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.y + self.height / 2


@dataclass(slots=True)
class Band:
    """What flows between two boxes: all links between their members."""

    giver: NodeKey
    taker: NodeKey
    value: int
    links: tuple[Link, ...]
    x0: float = 0.0
    x1: float = 0.0
    top0: float = 0.0
    top1: float = 0.0
    width: float = 0.0
    """Across the flow, the same at both ends."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes and bands with their places."""

    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]
    columns: range
    """The columns in use: a chain without final clients begins with its providers."""
    height: float

    def node(self, key: NodeKey) -> Node | None:
        """Return a box by its key."""
        return next((one for one in self.nodes if one.id == key), None)

    def column(self, number: int) -> list[Node]:
        """Return the boxes of a column from top to bottom."""
        return sorted((one for one in self.nodes if one.column == number), key=lambda one: one.y)

    def bands_of(self, key: NodeKey) -> list[Band]:
        """Return what flows into and out of a box, the widest first."""
        found = [one for one in self.bands if key in (one.giver, one.taker)]
        return sorted(found, key=lambda one: -one.value)


def draw(chain: Chain | Sequence[Link], room: Room) -> Picture:
    """Return the picture of the links in this room; the value of every link is in it."""
    links = tuple(chain.links if isinstance(chain, Chain) else chain)
    if not links:
        return Picture((), (), range(0), 0.0)
    kept = _kept(links, room.capacity())
    nodes, bands = _gathered(links, kept)
    used = {one.column for one in nodes.values()}
    columns = range(min(used), max(used) + 1)
    order = _ordered(nodes, bands, columns)
    _place(order, nodes, bands, room)
    return Picture(tuple(nodes.values()), tuple(bands), columns, room.height)


def _ends(link: Link) -> tuple[NodeKey, NodeKey]:
    column = STAGES.index(link.stage)
    return (column, link.giver.key), (column + 1, link.taker.key)


def _kept(links: Iterable[Link], capacity: int) -> set[NodeKey]:
    """Return the parties that get a box of their own: all, or the largest of a full column."""
    values: dict[NodeKey, list[int]] = defaultdict(lambda: [0, 0])
    for one in links:
        giver, taker = _ends(one)
        values[giver][1] += one.amount_usd_cents
        values[taker][0] += one.amount_usd_cents
    columns: dict[int, list[NodeKey]] = defaultdict(list)
    for key in sorted(values, key=lambda key: (-max(values[key]), key)):
        columns[key[0]].append(key)
    kept: set[NodeKey] = set()
    for keys in columns.values():
        kept.update(keys if len(keys) <= capacity else keys[: capacity - 1])
    return kept


def _gathered(links: Iterable[Link], kept: set[NodeKey]) -> tuple[dict[NodeKey, Node], list[Band]]:
    nodes: dict[NodeKey, Node] = {}
    members: dict[NodeKey, set[str]] = defaultdict(set)
    flows: dict[tuple[NodeKey, NodeKey], list[Link]] = defaultdict(list)
    for one in links:
        ends = []
        for key, party in zip(_ends(one), (one.giver, one.taker), strict=True):
            shown = key if key in kept else (key[0], OTHERS)
            known = party if shown == key else None
            nodes.setdefault(shown, Node(shown[0], shown[1], known, 0, 0, 0, 0))
            members[shown].add(key[1])
            ends.append(shown)
        nodes[ends[0]].outgoing += one.amount_usd_cents
        nodes[ends[1]].incoming += one.amount_usd_cents
        flows[ends[0], ends[1]].append(one)
    for key, node in nodes.items():
        node.members = len(members[key])
        node.value = max(node.incoming, node.outgoing)
    bands = [
        Band(giver, taker, sum(one.amount_usd_cents for one in some), tuple(some))
        for (giver, taker), some in flows.items()
    ]
    return nodes, bands


def _ordered(nodes: dict[NodeKey, Node], bands: list[Band], columns: range) -> list[list[Node]]:
    """Return each column's boxes from top to bottom, so that few bands cross."""
    order = [
        sorted(
            (one for one in nodes.values() if one.column == number),
            key=lambda one: (-one.value, one.key),
        )
        for number in columns
    ]
    ties: dict[NodeKey, list[tuple[NodeKey, int]]] = defaultdict(list)
    for band in bands:
        ties[band.giver].append((band.taker, band.value))
        ties[band.taker].append((band.giver, band.value))
    last = len(order) - 1
    for turn in range(_ROUNDS):
        forward = turn % 2 == 0
        for number in range(1, last + 1) if forward else range(last - 1, -1, -1):
            beside = order[number - 1 if forward else number + 1]
            places = {one.id: place for place, one in enumerate(beside)}
            order[number].sort(key=lambda one: _pull(one, ties, places))
    return [_others_last(column) for column in order]


def _pull(
    node: Node, ties: dict[NodeKey, list[tuple[NodeKey, int]]], places: dict[NodeKey, int]
) -> tuple[float, int, str]:
    near = [(places[key], value) for key, value in ties[node.id] if key in places]
    weight = sum(value for _place, value in near)
    middle = sum(place * value for place, value in near) / weight if weight else len(places) / 2
    return middle, -node.value, node.key


def _others_last(column: list[Node]) -> list[Node]:
    return [one for one in column if one.key != OTHERS] + [
        one for one in column if one.key == OTHERS
    ]


def _place(
    order: list[list[Node]], nodes: dict[NodeKey, Node], bands: list[Band], room: Room
) -> None:
    scale = _scale(order, room)
    columns = len(order)
    width = min(room.width * room.box_share, room.widest_box)
    step = (room.width - width) / max(columns - 1, 1)
    for number, column in enumerate(order):
        used = sum(_height(one, scale, room) for one in column)
        spare = room.height - used - room.gap * (len(column) - 1)
        # A column of few boxes stands in the middle, not scattered over the whole height.
        y = max(spare, 0.0) / 2
        for node in column:
            node.x, node.y, node.width = number * step, y, width
            node.height = _height(node, scale, room)
            y = node.bottom + room.gap
    _lay_bands(nodes, bands, scale)


def _height(node: Node, scale: float, room: Room) -> float:
    return max(node.value * scale, room.least_box)


def _scale(order: list[list[Node]], room: Room) -> float:
    """Return the largest height of a US cent at which every column fits."""
    largest = max((one.value for column in order for one in column), default=0)
    low, high = 0.0, room.height / max(largest, 1)
    for _turn in range(_SEARCH):
        middle = (low + high) / 2
        if all(_fits(column, middle, room) for column in order):
            low = middle
        else:
            high = middle
    return low


def _fits(column: list[Node], scale: float, room: Room) -> bool:
    used = sum(_height(one, scale, room) for one in column) + room.gap * (len(column) - 1)
    return used <= room.height


def _lay_bands(nodes: dict[NodeKey, Node], bands: list[Band], scale: float) -> None:
    """Give each band its place at both ends, in the order of the boxes that it leads to."""
    for band in bands:
        band.width = band.value * scale
        giver, taker = nodes[band.giver], nodes[band.taker]
        band.x0, band.x1 = giver.x + giver.width, taker.x
    for node in nodes.values():
        out = [one for one in bands if one.giver == node.id]
        into = [one for one in bands if one.taker == node.id]
        y = node.middle - node.outgoing * scale / 2
        for band in sorted(out, key=lambda one: nodes[one.taker].y):
            band.top0 = y
            y += band.width
        y = node.middle - node.incoming * scale / 2
        for band in sorted(into, key=lambda one: nodes[one.giver].y):
            band.top1 = y
            y += band.width
