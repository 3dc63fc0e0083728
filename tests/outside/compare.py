#!/usr/bin/env python3
"""Holds the comparisons that `cargo test --test compare` leaves behind against programs that others wrote.

Usage: compare.py FOLDER. Spans are scored by nervaluate, units by scikit-learn and krippendorff, the assignment by scipy; the
coefficients for unitizing are computed here from their definition, position by position.
"""

import collections
import contextlib
import io
import json
import math
import pathlib
import sys
import warnings

import krippendorff
import numpy
from nervaluate import Evaluator
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import cohen_kappa_score, confusion_matrix, jaccard_score, precision_recall_fscore_support

TAGS = ["quote", "assertion", "commentary"]
MODES = {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}
# Figures are the same up to what is lost in adding numbers of different size.
TOLERANCE = 1e-9

compared = collections.Counter()
undefined = collections.Counter()
largest = collections.Counter()


def check(holds, what):
    if not holds:
        sys.exit(f"compare.py: {what}")


def check_figure(kind, ours, theirs, what):
    """Figures are None, or numbers that are the same."""
    compared[kind] += 1
    if ours is None or theirs is None:
        undefined[kind] += 1
        check(ours is None and theirs is None, f"{what}: {ours}, not {theirs}")
        return
    largest[kind] = max(largest[kind], abs(ours - theirs))
    check(abs(ours - theirs) <= TOLERANCE, f"{what}: {ours}, not {theirs}")


# Spans


def check_scores(ours, key, other, what):
    """Both lists of claims have one segment each, and those of one list share no text."""

    def entities(claims):
        # nervaluate takes the last place of a span for a part of it.
        spans = [(claim["segments"][0], claim["tag"]) for claim in claims]
        return [{"label": tag, "start": start, "end": end - 1} for (start, end), tag in spans]

    with contextlib.redirect_stdout(io.StringIO()):
        results = Evaluator([entities(key)], [entities(other)], tags=TAGS, loader="dict").evaluate()
    check_counts(ours["scores"], results["overall"], what)
    for tag in TAGS:
        if tag in results["entities"]:
            check_counts(ours["tags"][tag]["scores"], results["entities"][tag], f"{what}, {tag}")
        else:
            check(all(sum(ours["tags"][tag]["scores"][mode]["counts"]) == 0 for mode in MODES), f"{what}, {tag}")


def check_counts(ours, theirs, what):
    for mode, name in MODES.items():
        result = theirs[name]
        counts = [result.correct, result.incorrect, result.partial, result.missed, result.spurious]
        compared["nervaluate counts"] += 1
        check(ours[mode]["counts"] == counts, f"{what}, {mode}: {ours[mode]['counts']}, not {counts}")
        possible, actual = sum(counts[:4]), sum(counts[:3]) + counts[4]
        # Of nothing, nervaluate says 0.
        figures = [
            result.precision if actual else None,
            result.recall if possible else None,
            result.f1 if possible + actual else None,
        ]
        for our, their in zip(ours[mode]["figures"], figures):
            check_figure("nervaluate precision, recall, F1", our, their, f"{what}, {mode}")


# The assignment


def shared(one, other):
    pairs = [(first, second) for first in one["segments"] for second in other["segments"]]
    return sum(max(0, min(first[1], second[1]) - max(first[0], second[0])) for first, second in pairs)


def heaviest(weights):
    """The greatest weight of all pairs together."""
    if not weights or not weights[0]:
        return 0
    matrix = numpy.array(weights)
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    return int(matrix[rows, columns].sum())


def check_assignment(ours, what):
    key, other, pairs = ours["key"], ours["other"], ours["pairs"]
    check(len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs), f"{what}: two in a pair")
    same_tag = lambda one, two: one["tag"] == two["tag"]
    same_place = lambda one, two: one["segments"] == two["segments"]
    # First what has the same place: those of one tag before the others.
    exact = [(row, column) for row, column in pairs if same_place(key[row], other[column])]
    found = sum(1000 if same_tag(key[row], other[column]) else 1 for row, column in exact)
    weight = lambda one, two: same_place(one, two) * (1000 if same_tag(one, two) else 1)
    most = heaviest([[weight(one, two) for two in other] for one in key])
    compared["scipy, exact pairs"] += 1
    check(found == most, f"{what}: exact pairs weigh {found}, not {most}")
    # Then what shares most text.
    rows = [row for row in range(len(key)) if row not in {row for row, _ in exact}]
    columns = [column for column in range(len(other)) if column not in {column for _, column in exact}]
    weight = lambda one, two: shared(one, two) * (2 if same_tag(one, two) else 1)
    most = heaviest([[weight(key[row], other[column]) for column in columns] for row in rows])
    found = sum(weight(key[row], other[column]) for row, column in pairs if (row, column) not in exact)
    compared["scipy, shared text"] += 1
    check(found == most, f"{what}: pairs weigh {found}, not {most}")
    check(all(shared(key[row], other[column]) > 0 for row, column in pairs), f"{what}: a pair shares nothing")


# Units


def middles(text):
    """Where the middle of each word stands."""
    found, start = [], None
    for place, sign in enumerate(text + " "):
        if sign != " " and start is None:
            start = place
        elif sign == " " and start is not None:
            found.append(start + (place - start) // 2)
            start = None
    return found


def labels(claims, places, tags=TAGS):
    """Of each place the number of its innermost segment, and its label; 0 for none."""
    segments = [
        (end - start, TAGS.index(claim["tag"]), number, start, end)
        for number, claim in enumerate(claims)
        for start, end in claim["segments"]
        if claim["tag"] in tags
    ]
    segments.sort()
    inner = [next((segment for segment in segments if segment[3] <= place < segment[4]), None) for place in places]
    return [(segment, 0 if segment is None else segment[1] + 1) for segment in inner]


def plain_labels(claims, places, tags=TAGS):
    return [label for _, label in labels(claims, places, tags)]


def kappa(first, second):
    # Chance is unknown when each has one label alone.
    if len(set(first)) < 2 and len(set(second)) < 2:
        return None
    return float(cohen_kappa_score(first, second))


def check_units(ours, places, unit, what):
    first, second = plain_labels(ours["key"], places), plain_labels(ours["other"], places)
    of_unit = ours[unit]
    table = confusion_matrix(first, second, labels=range(4)).tolist()
    compared["scikit-learn confusion"] += 1
    check(of_unit["confusion"]["rows"] == table, f"{what}: {of_unit['confusion']['rows']}, not {table}")
    check_figure("scikit-learn κ", of_unit["confusion"]["kappa"], kappa(first, second), f"{what}, κ")
    marked = [[int(label > 0) for label in labels] for labels in (first, second)]
    check_figure("scikit-learn κ", of_unit["marked"], kappa(*marked), f"{what}, κ of what is marked")
    for tag in TAGS:
        own = [plain_labels(ours[side], places, [tag]) for side in ("key", "other")]
        check_figure("scikit-learn κ", of_unit["tags"][tag], kappa(*own), f"{what}, κ of {tag}")


def check_overlap(ours, places, what):
    for tag in TAGS:
        key, other = [[label > 0 for label in plain_labels(ours[side], places, [tag])] for side in ("key", "other")]
        precision, recall, dice, _ = precision_recall_fscore_support(
            key, other, pos_label=True, average="binary", zero_division=numpy.nan
        )
        theirs = [precision, recall, dice, jaccard_score(key, other) if any(key + other) else None]
        for our, their in zip(ours["tags"][tag]["overlap"], theirs):
            their = None if their is None or math.isnan(their) else float(their)
            check_figure("scikit-learn overlap", our, their, f"{what}, overlap of {tag}")


# Several reviewers


def alpha(layers):
    if len({label for layer in layers for label in layer}) < 2:
        return None
    return float(krippendorff.alpha(reliability_data=layers, level_of_measurement="nominal"))


def fleiss(layers):
    """From its definition."""
    counts = numpy.array([[column.count(label) for label in range(4)] for column in zip(*layers)], dtype=float)
    if len(counts) == 0 or (counts > 0).any(axis=0).sum() < 2:
        return None
    reviewers = len(layers)
    observed = ((counts * (counts - 1)).sum(axis=1) / (reviewers * (reviewers - 1))).mean()
    expected = ((counts.sum(axis=0) / counts.sum()) ** 2).sum()
    return float((observed - expected) / (1 - expected))


def units_of(layer):
    """The runs of one segment: what a reviewer's units are, with their labels and positions. Gaps are left out."""
    runs, last = [], None
    for place, (segment, label) in enumerate(layer):
        if segment is not None:
            if segment != last:
                runs.append((label, []))
            runs[-1][1].append(place)
        last = segment
    return runs


def unitizing(layers):
    """uα, |uα, cuα with its coverage, and (k)uα, after Krippendorff, Mathet, Bouvry and Widlöcher (2016)."""
    reviewers, length = len(layers), len(layers[0])
    # Coincidences, position by position; every ordered pair of reviewers counts 1 / (m - 1).
    observed = numpy.zeros((4, 4))
    for column in zip(*layers):
        for first, (_, one) in enumerate(column):
            for second, (_, two) in enumerate(column):
                if first != second:
                    observed[one, two] += 1 / (reviewers - 1)
    total = reviewers * length
    units = [units_of(layer) for layer in layers]
    own = numpy.zeros(4)
    for of_one in units:
        for label, places in of_one:
            own[label] += len(places) ** 2
    own[0] = observed[0].sum()
    margins = observed.sum(axis=1)
    expected = total * (numpy.outer(margins, margins) - numpy.diag(own)) / (total**2 - own.sum())

    def above_chance(found, by_chance):
        return None if abs(by_chance) < 1e-9 else float(1 - found / by_chance)

    everything = above_chance(total - numpy.trace(observed), total - numpy.trace(expected))
    marked = above_chance(margins[0] - observed[0, 0], expected[0].sum() - expected[0, 0])
    # What both of a pair have marked.
    both = observed.copy()
    both[0, :] = both[:, 0] = 0
    margins, all_both = both.sum(axis=1), both.sum()
    coverage = float(all_both / total)
    if all_both == 0:
        return everything, marked, None, coverage, [None] * 3
    own = numpy.zeros(4)
    for first, of_one in enumerate(units):
        for second, layer in enumerate(layers):
            if first != second:
                for label, places in of_one:
                    own[label] += sum(1 for place in places if layer[place][1] > 0) ** 2 / (reviewers - 1)
    divisor = all_both**2 - own.sum()
    if divisor < 1e-9:
        # So few reviewers mark the same that the formula expects less than nothing.
        return everything, marked, None, coverage, [None] * 3
    expected = all_both * (numpy.outer(margins, margins) - numpy.diag(own)) / divisor
    coding = above_chance(all_both - numpy.trace(both), all_both - numpy.trace(expected))
    tags = []
    for label in (1, 2, 3):
        rest = expected[label].sum() - expected[label, label]
        if margins[label] == 0 or abs(rest) < 1e-9:
            tags.append(None)
        else:
            found = margins[label] - both[label, label]
            tags.append(float(1 - expected[label].sum() / margins[label] * found / rest))
    return everything, marked, coding, coverage, tags


def check_agreement(ours, layers, places, what):
    for name, tags in [("together", TAGS)] + [(tag, [tag]) for tag in TAGS]:
        of_tags = ours["together"] if name == "together" else ours["tags"][name]
        cut = [labels(layer, places, tags) for layer in layers]
        plain = [[label for _, label in layer] for layer in cut]
        check_figure("krippendorff α", of_tags["alpha"], alpha(plain), f"{what}, α, {name}")
        check_figure("Fleiss’ κ", of_tags["fleiss_kappa"], fleiss(plain), f"{what}, Fleiss’ κ, {name}")
        everything, marked, coding, coverage, by_tag = unitizing(cut)
        family = of_tags["unitizing"]
        check_figure("uα", family["alpha"], everything, f"{what}, uα, {name}")
        check_figure("|uα", family["marked"], marked, f"{what}, |uα, {name}")
        check_figure("cuα", family["coding"], coding, f"{what}, cuα, {name}")
        check_figure("coverage of cuα", family["coverage"], coverage, f"{what}, coverage, {name}")
        for our, their in zip(family["tags"], by_tag):
            check_figure("(k)uα", our, their, f"{what}, (k)uα, {name}")


def main():
    warnings.filterwarnings("ignore")
    cases = json.loads((pathlib.Path(sys.argv[1]) / "cases.json").read_text(encoding="utf-8"))
    check(len(cases) == 500, f"{len(cases)} cases")
    for number, case in enumerate(cases):
        check_scores(case["plain"], case["plain"]["key"], case["plain"]["other"], f"case {number}")
        everywhere = {"character": range(len(case["text"])), "word": middles(case["text"])}
        for kind in ("plain", "tangled"):
            check_assignment(case[kind], f"case {number}, {kind}")
            check_overlap(case[kind], everywhere["character"], f"case {number}, {kind}")
            for unit, places in everywhere.items():
                check_units(case[kind], places, unit, f"case {number}, {kind}, {unit}")
        for unit, places in everywhere.items():
            check_agreement(case[unit], case["layers"], places, f"case {number}, {unit}")
    print(f"compare.py: {len(cases)} cases compare as elsewhere")
    for kind, count in sorted(compared.items()):
        print(f"  {kind}: {count} compared, {undefined[kind]} not applicable, largest difference {largest[kind]:.1e}")


if __name__ == "__main__":
    main()
