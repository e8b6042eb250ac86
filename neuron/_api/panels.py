"""The panels of xpanel, xbutton, xvalue, ... for programs: neuron.panels()."""

from neuron import h


def _manager():
    return h.PWManager()


class Item(object):
    """One thing in a panel.

    kind: "label", "text", "button", "radio", "check", "value", "slider" or "menu"; label: what it shows; action: the
    statement or callable that it runs, or None; variable: the name of its variable, "" for a reference; low and high:
    of a slider; on: whether a radio button is chosen; items: those of a menu.
    """

    def __init__(self, panel, row):
        self.panel = panel
        self._id, self.kind, self.label, self.action, self.variable, self._attribute = row[:6]
        self.low, self.high, self.on, self.editable, self._dynamic = row[6:11]
        self.items = [Item(panel, inner) for inner in row[11]]

    @property
    def value(self):
        """The value of the variable that the item shows."""
        if self._attribute is not None:
            return getattr(*self._attribute)
        return _manager().panel_value(self._id)

    def set(self, value):
        """Set the variable and run the action, as if the user had typed the value or moved the slider."""
        if self.kind not in ("value", "slider", "check") or not self.editable:
            raise TypeError("%r cannot be set" % self)
        if self.kind == "slider" and not min(self.low, self.high) <= value <= max(self.low, self.high):
            raise ValueError("%g lies outside of the slider's range %g ... %g" % (value, self.low, self.high))
        if self._attribute is not None:
            setattr(self._attribute[0], self._attribute[1], value)
        else:
            _manager().panel_value(self._id, value)
        _manager().panel_press(self._id)

    def press(self):
        """Press a button, switch a check box, choose a radio button, or open a menu: its items are returned."""
        if self.kind == "check":
            self.set(0 if self.value else 1)
        elif self.kind == "menu":
            if self._dynamic:
                _manager().panel_press(self._id)
                self.items = self.panel.fresh(self._id).items
            return self.items
        elif self.kind in ("button", "radio"):
            _manager().panel_press(self._id)
        else:
            raise TypeError("%r cannot be pressed" % self)

    def __repr__(self):
        return "<%s %r>" % (self.kind, self.label or self.variable)


class Panel(object):
    """A panel: title, horizontal (whether its items stand in a row), items."""

    def __init__(self, row):
        self._id, self.title, self.horizontal, rows = row
        self.items = [Item(self, inner) for inner in rows]

    def fresh(self, item_id):
        for panel in panels():
            for item in panel.walk():
                if item._id == item_id:
                    return item
        raise LookupError("the item was closed")

    def walk(self):
        """All items, those in menus included."""
        waiting = list(reversed(self.items))
        while waiting:
            item = waiting.pop()
            yield item
            waiting.extend(reversed(item.items))

    def __getitem__(self, label):
        """The first item with that label, or without one that shows the variable of that name."""
        for item in self.walk():
            if label in (item.label, None if item.label else item.variable):
                return item
        raise KeyError("panel %r has no item %r" % (self.title, label))

    def press(self, label):
        """Press the item with that label."""
        return self[label].press()

    def close(self):
        """Close the panel: it is no longer among neuron.panels()."""
        _manager().panel_close(self._id)

    def __repr__(self):
        return "<panel %r: %s>" % (self.title, ", ".join(repr(item) for item in self.items))


def panels():
    """The panels that exist, those in boxes behind those on the screen, as they are now."""
    return [Panel(row) for row in _manager().panels()]
