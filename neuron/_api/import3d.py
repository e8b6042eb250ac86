"""Sections for Import3d_GUI.instantiate() in a cell that is an object of Python."""

from neuron import h


def create(cell, name, count, first):
    """Makes sections name[0], name[1], … of the cell: a list, which is the cell's attribute of that name.

    They are added to the list cell.all, which the first call makes.
    """
    if first:
        cell.all = []
    made = [h.Section(name="%s[%d]" % (name, i), cell=cell) for i in range(int(count))]
    setattr(cell, name, made)
    cell.all.extend(made)
