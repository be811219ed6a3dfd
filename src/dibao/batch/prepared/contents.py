"""Turn a prepared population into named runs of bytes and a header that says what they are, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from dibao.batch.held import Shared, Sparse
from dibao.batch.prepared.kept import BITS_A_BYTE, Kept
from dibao.batch.prepared.layers import Classes
from dibao.batch.prepared.population import PreparedPopulation
from dibao.household.facts import ENTITIES, Entity

Header = dict[str, Any]


class _Writer:
    """Collects columns by name; `told` says what each is."""

    def __init__(self) -> None:
        self.columns: dict[str, Any] = {}

    def array(self, name: str, values: Any) -> dict[str, Any]:
        """Keep numbers."""
        self.columns[name] = np.ascontiguousarray(values)
        return {"column": name, "type": values.dtype.str, "length": len(values)}

    def arrow(self, name: str, values: Any) -> dict[str, Any]:
        """Keep an Arrow column as Arrow writes it, with its own type and nulls."""
        sink = pa.BufferOutputStream()
        batch = pa.RecordBatch.from_arrays([values], ["values"])
        with pa.ipc.new_stream(sink, batch.schema) as writer:
            writer.write_batch(batch)
        self.columns[name] = sink.getvalue()
        return {"column": name, "arrow": True, "length": len(values)}

    def either(self, name: str, values: Any) -> Any:
        """Keep numbers as a column, one number or flag as itself."""
        return self.array(name, values) if isinstance(values, np.ndarray) else values


def contents_of(population: PreparedPopulation) -> tuple[Header, dict[str, Any]]:
    """Give the header and the columns of a population."""
    out, classes = _Writer(), population.classes
    header: Header = {
        "ids": out.arrow("ids", population.ids),
        "jurisdictions": None if population.jurisdictions is None else out.arrow("places", population.jurisdictions),
        "rejects": {name: out.arrow(f"rejects/{name}", _one(population.rejects[name])) for name in _names(population)},
        "classes": {name: out.array(f"classes/{name}", getattr(classes, name)) for name in ("first", "count", "place")},
        "block": classes.piece,
        "sizes": {entity: out.array(f"classes/{entity}", each) for entity, each in classes.sizes.items()},
        "places": out.array("rows of the answer", population.places),
        "rows": {entity: out.array(f"{entity}/rows", each) for entity, each in population.rows.items()},
        "orders": {entity: out.array(f"{entity}/order", each) for entity, each in population.orders.items()},
        "present": {entity: sorted(places) for entity, places in population.present.items()},
        "facts": {
            entity: {name: _kept(out, f"{entity}/{name}", each) for name, each in columns.items()}
            for entity, columns in population.facts.items()
        },
        "days": {
            entity: {name: out.arrow(f"{entity}/{name}/days", each) for name, each in columns.items()}
            for entity, columns in population.days.items()
        },
        "person_ids": {
            entity: None if ids is None else out.arrow(f"{entity}/ids", ids)
            for entity, ids in population.person_ids.items()
        },
    }  # fmt: skip
    return header, out.columns


def _names(population: PreparedPopulation) -> list[str]:
    names: list[str] = population.rejects.column_names
    return names


def _one(column: Any) -> Any:
    whole = column.combine_chunks()
    return whole if isinstance(whole, pa.Array) else pa.concat_arrays(whole.chunks)


def _kept(out: _Writer, name: str, kept: Kept) -> Header:
    values = kept.values
    if isinstance(values, Shared):
        told = out.array(f"{name.partition('/')[0]}/shared {values.number}", values.bytes)
        values = {"shared": told, "number": values.number, "position": values.position, "bits": values.bits}
    elif isinstance(values, Sparse):
        told = out.array(f"{name}/values", values.unpacked)
        values = {"sparse": told, "empty": out.array(f"{name}/empty pieces", values.empty)}
    return {
        "values": out.either(f"{name}/values", values),
        "unknown": out.either(f"{name}/unknown", kept.unknown),
        "factor": kept.factor,
        "bounds": list(kept.bounds),
        "about": dict(kept.about),
    }


class _Reader:
    """Gives columns as they were kept, each checked for its length."""

    def __init__(self, columns: Mapping[str, Any]) -> None:
        self.columns = columns

    def read(self, told: Any, length: int | None = None) -> Any:
        """Give a column, or the one value that stands for it.

        Raises:
            ValueError: it has another length than it must have.
        """
        if not isinstance(told, Mapping):
            return told
        data = self.columns[told["column"]]
        if told.get("arrow"):
            found = pa.ipc.open_stream(data).read_next_batch().column(0)
        else:
            found = np.frombuffer(data, np.dtype(told["type"]))
            found.flags.writeable = False
        if len(found) != told["length"] or (length is not None and len(found) != length):
            raise ValueError(f"{told['column']} has another length")
        return found


def population_of(header: Mapping[str, Any], columns: Mapping[str, Any]) -> PreparedPopulation:
    """Give the population of a header and its columns.

    Raises:
        ValueError: they do not fit together.
    """
    read = _Reader(columns).read
    classes = Classes(
        **{name: read(header["classes"][name]) for name in ("first", "count", "place")},
        sizes={_entity(name): read(told) for name, told in header["sizes"].items()},
        piece=header["block"],
    )
    lengths = _lengths(classes)
    ids = read(header["ids"], lengths["household"])
    return PreparedPopulation(
        ids=ids,
        jurisdictions=read(header["jurisdictions"], lengths["household"]),
        classes=classes,
        facts={
            _entity(name): {
                fact: _read_kept(read, told, lengths[_entity(name)], int(classes.pieces(_entity(name)).sum()))
                for fact, told in facts.items()
            }
            for name, facts in header["facts"].items()
        },
        days={
            _entity(name): {day: read(told, lengths[_entity(name)]) for day, told in days.items()}
            for name, days in header["days"].items()
        },
        present={_entity(name): frozenset(places) for name, places in header["present"].items()},
        person_ids={_entity(name): read(told) for name, told in header["person_ids"].items()},
        rows={_entity(name): read(told, lengths[_entity(name)]) for name, told in header["rows"].items()},
        orders={_entity(name): read(told, lengths[_entity(name)]) for name, told in header["orders"].items()},
        places=read(header["places"], lengths["household"]),
        rejects=pa.table({name: read(told) for name, told in header["rejects"].items()}),
    )


def _entity(name: str) -> Entity:
    """Give a name as that of an entity.

    Raises:
        ValueError: it is none.
    """
    for each in ENTITIES:
        if each == name:
            return each
    raise ValueError(f"{name} is no entity")


def _lengths(classes: Classes) -> dict[Entity, int]:
    """Give how many rows each entity has; the loops trust these numbers, so they are checked.

    Raises:
        ValueError: the classes do not lie one after another.
    """
    counts = classes.count
    if not isinstance(classes.piece, int) or classes.piece < 1:
        raise ValueError(f"no piece has {classes.piece} households")
    expected = np.concatenate(([0], np.cumsum(counts)[:-1])) if len(counts) else counts
    every = [classes.first, classes.place, *classes.sizes.values()]
    if any(each.dtype != np.int64 for each in (counts, *every)):
        raise ValueError("classes are told in other numbers")
    if any(len(each) != len(counts) for each in every) or not np.array_equal(classes.first, expected):
        raise ValueError("the classes do not follow one another")
    least = {"member": 1, "obligor": 0}
    if (counts < 1).any() or any((sizes < least[entity]).any() for entity, sizes in classes.sizes.items()):
        raise ValueError("a class has nobody in it")
    lengths: dict[Entity, int] = {"household": int(counts.sum())}
    return lengths | {entity: int((counts * sizes).sum()) for entity, sizes in classes.sizes.items()}


def _read_kept(read: Any, told: Header, length: int, pieces: int) -> Kept:
    low, high = told["bounds"]
    values, unknown = told["values"], read(told["unknown"], length)
    if isinstance(values, Mapping) and "shared" in values:
        number, position, bits = values["number"], values["position"], values["bits"]
        if not 0 <= position < position + bits <= BITS_A_BYTE:
            raise ValueError(f"a byte has no {bits} bits from {position} on")
        values = Shared(read(values["shared"], length), number, position, bits)
    elif isinstance(values, Mapping) and "sparse" in values:
        values = Sparse(read(values["sparse"], length), read(values["empty"], pieces))
    else:
        values = read(values, length)
    return Kept(values, told["factor"], unknown, (low, high), told["about"])
