"""Read drawings back: the words, numbers and bars of an SVG, for the tests that compare them with rnn_docs."""

import re
import xml.etree.ElementTree as ET


def layouts(figure):
    """The drawing of a figure, wide and compact."""
    return figure.svg_wide, figure.svg_compact


def texts(svg):
    """What stands in each text, in the order of drawing."""
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter("text")]


def numbers(svg):
    """The printed numbers with two decimals, in the order of drawing."""
    return [found[1] for text in texts(svg) if (found := re.match(r"(?:· )?(−?\d+\.\d\d)", text))]


def bars(svg, hue):
    """Heights of the filled bars of one hue, in the order of drawing."""
    return [
        float(rect.attrib["height"])
        for rect in ET.fromstring(svg).iter("rect")
        if rect.attrib["fill"] == f"var(--rnn-{hue})" and "stroke" not in rect.attrib
    ]


def row(trace, name):
    """One quantity of a one-unit cell at every step; `x` is the input."""
    values = trace.xs if name == "x" else trace[name]
    return values[:, 0, 0]
