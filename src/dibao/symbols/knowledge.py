"""Settle what already known conditions say about another condition."""

from __future__ import annotations

from dibao.symbols.nodes import Node

Limits = tuple[int | None, int | None]


class Knowledge:
    """Conditions taken to hold or to fail, and what follows from them.

    Two comparisons of the same sum with different bounds, and two words of the
    same choice, settle each other; everything else is compared as a whole.
    """

    def __init__(self) -> None:
        """Know nothing."""
        self._known: dict[Node, bool] = {}
        self._limits: dict[tuple[tuple[Node, ...], tuple[int, ...]], Limits] = {}
        self._words: dict[Node, tuple[str | None, frozenset[str]]] = {}

    def learn(self, condition: Node, holds: bool) -> None:
        """Take a condition to hold, or to fail."""
        if condition.op == "not":
            self.learn(condition.args[0], not holds)
            return
        self._known[condition] = holds
        if condition.op == ("and" if holds else "or"):
            for each in condition.args:
                self.learn(each, holds)
        elif condition.op == "lt":
            self._learn_limit(condition, holds)
        elif condition.op == "eq" and holds:
            self._narrow(condition, condition.data[1], condition.data[1])
        elif condition.op == "is":
            word, excluded = self._words.get(condition.args[0], (None, frozenset()))
            value = condition.data[0]
            self._words[condition.args[0]] = (value, excluded) if holds else (word, excluded | {value})

    def _learn_limit(self, condition: Node, holds: bool) -> None:
        bound = condition.data[1]
        if holds:
            self._narrow(condition, None, bound - 1)
        else:
            self._narrow(condition, bound, None)

    def _narrow(self, condition: Node, low: int | None, high: int | None) -> None:
        key = (condition.args, condition.data[0])
        old_low, old_high = self._limits.get(key, (None, None))
        lows = [each for each in (low, old_low) if each is not None]
        highs = [each for each in (high, old_high) if each is not None]
        self._limits[key] = (max(lows, default=None), min(highs, default=None))

    def settles(self, condition: Node) -> bool | None:
        """Tell whether a condition must hold, must fail, or neither."""
        op = condition.op
        if op == "not":
            inner = self.settles(condition.args[0])
            return None if inner is None else not inner
        known = self._known.get(condition)
        if known is not None:
            return known
        if op == "const":
            return bool(condition.data[0])
        if op in ("lt", "eq"):
            return self._settles_comparison(condition)
        if op == "is":
            word, excluded = self._words.get(condition.args[0], (None, frozenset()))
            if word is not None:
                return bool(word == condition.data[0])
            return False if condition.data[0] in excluded else None
        if op in ("and", "or"):
            return self._settles_junction(condition)
        return None

    def _settles_comparison(self, condition: Node) -> bool | None:
        low, high = self._limits.get((condition.args, condition.data[0]), (None, None))
        bound = condition.data[1]
        if condition.op == "lt":
            if high is not None and high < bound:
                return True
            return False if low is not None and low >= bound else None
        if low is not None and low == high == bound:
            return True
        outside = (low is not None and bound < low) or (high is not None and bound > high)
        return False if outside else None

    def _settles_junction(self, condition: Node) -> bool | None:
        final, is_open = condition.op == "or", False
        for each in condition.args:
            settled = self.settles(each)
            if settled is final:
                return final
            is_open = is_open or settled is None
        return None if is_open else not final
