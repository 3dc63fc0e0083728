#!/usr/bin/env python3
"""Runs `claimlight suggest --jsonl` under engines that others wrote, and has them read a folder of exports.

Usage: scale.py PROGRAM [--articles FILE.jsonl] [--measure]

Every way of running the filter must give what one plain run gives, line by line: GNU parallel, and Spark, whose children have no environment.
A filter that ends with a fault must fail the job. Then its proposals become reviews, these a folder of exports, and DuckDB counts and cuts
what is in them. Without FILE, the articles are made up here. --measure prints how long it all takes, and wants a release build.

It needs duckdb and pyspark of the Python package index, a Java runtime for the latter, and GNU parallel.
"""

import argparse
import importlib.metadata
import json
import os
import pathlib
import random
import re
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

import duckdb
from pyspark import SparkConf, SparkContext

CORES = len(os.sched_getaffinity(0))
PARTITIONS = 4
# What an engine may wait for a process before it answers its first line, in seconds.
START_UP = 0.050

NAMES = ["Mara Tolund", "Ines Prado", "Dr. Jo Okafor", "Zoë Ekberg", "the harbour board", "Noe\u0301 Árnason"]
THINGS = ["the quay", "the ferry 📉", "the new bridge", "its budget 👩‍👩‍👧", "the school in Vik\u2028Bay", "שלום street"]
SENTENCES = [
    "“We have no choice about {thing},” said {name}.",
    "“{thing},” {name} told reporters on Monday, “cost {number} crowns too much.”",
    "According to {name}, {thing} will close in 20{number}.",
    "{name} said that {number} percent of visitors avoid {thing}.",
    "It is a shameful answer; {thing} deserves better.",
    "The town counted {number} boats at {thing} in 2019.",
]


class Fault(Exception):
    """Something is not as it should be."""


def check(holds, what):
    if not holds:
        raise Fault(what)


def made_up(number):
    """Lines as a corpus has them: letters as they are or escaped, with and without a language, of none and of many sentences."""
    draw = random.Random(7)
    for article in range(number):
        paragraphs = []
        for _ in range(draw.choice([0, 1, 3, 12])):
            several = (draw.choice(SENTENCES) for _ in range(draw.randint(1, 5)))
            paragraphs.append(" ".join(sentence.format(name=draw.choice(NAMES), thing=draw.choice(THINGS), number=draw.randint(10, 99))
                                       for sentence in several))
        line = {"id": f"article-{article}", "text": draw.choice(["\n\n", "\r\n\r\n"]).join(paragraphs)}
        if article % 3:
            line["language"] = "en"
        yield json.dumps(line, ensure_ascii=article % 2 == 0)


def lines_of(raw):
    """The lines of some bytes. Only a line feed ends one: U+2028 does not."""
    check(not raw or raw.endswith(b"\n"), "the last line has no end")
    return raw.split(b"\n")[:-1]


def run(arguments, stdin=subprocess.DEVNULL, expected=0, environment=None):
    done = subprocess.run(arguments, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, check=False)
    check(done.returncode == expected, f"{arguments}: status {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}")
    return done.stdout


def plain(program, articles, *options):
    """The filter by itself, as an engine starts it: by an absolute path, with no environment."""
    with open(articles, "rb") as file:
        return run([program, "suggest", "--jsonl", *options], stdin=file, environment={})


def answers(articles, raw):
    """Each line is answered by one with its id, in order."""
    asked = [json.loads(line) for line in lines_of(articles.read_bytes())]
    given = [json.loads(line) for line in lines_of(raw)]
    check([line["id"] for line in asked] == [line["id"] for line in given], "the answers are not those of the lines")
    check(not any("error" in line for line in given), "a line could not be read")
    return list(zip(asked, given))


def in_parallel(program, articles, expected):
    """GNU parallel cuts the input into blocks of whole lines and puts the answers together in order."""
    parallel = shutil.which("parallel")
    check(parallel, "parallel is not installed")
    command = shlex.join([program, "suggest", "--jsonl", "--threads", "1"])
    by_pipe = [parallel, "--will-cite", "--pipe", "--keep-order", "--block", "64k", "--jobs", str(CORES), command]
    with open(articles, "rb") as file:
        check(run(by_pipe, stdin=file) == expected, "parallel --pipe: other answers than a plain run")
    # Out of order, the same lines: else keeping the order would show nothing.
    parts = [parallel, "--will-cite", "--pipe-part", "--arg-file", str(articles), "--keep-order", "--block", "64k", "--jobs", str(CORES), command]
    check(run(parts) == expected, "parallel --pipe-part: other answers than a plain run")


def spark_context():
    # The engine's workers are this Python; what they start has no environment at all.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    configuration = SparkConf().setMaster(f"local[{CORES}]").setAppName("claimlight")
    for name, value in [("spark.ui.enabled", "false"), ("spark.driver.host", "127.0.0.1"), ("spark.driver.bindAddress", "127.0.0.1")]:
        configuration.set(name, value)
    context = SparkContext(conf=configuration)
    context.setLogLevel("OFF")
    return context


def in_spark(context, program, articles, expected, folder):
    command = shlex.join([program, "suggest", "--jsonl", "--threads", "1"])
    lines = context.textFile(str(articles), PARTITIONS)
    check(lines.getNumPartitions() >= PARTITIONS, "spark: one partition")
    out = folder / "spark"
    lines.pipe(command, checkCode=True).saveAsTextFile(str(out))
    parts = b"".join(path.read_bytes() for path in sorted(out.glob("part-*")))
    check(lines_of(parts) == lines_of(expected), "spark: other answers than a plain run")
    check(context.parallelize(["one"], 1).pipe("/usr/bin/env").collect() == [], "spark: its children have an environment now")


def faults_fail(context, program):
    """A line that cannot be read is answered in its place, and the job fails if it is asked to look at the status."""
    lines = ['{"id": 1, "text": "One."}', '{"id": 2}', '{"id": 3, "text": "Three."}']
    piped = lambda **options: context.parallelize(lines, 1).pipe(f"{program} --quiet suggest --jsonl", **options)
    given = [json.loads(line) for line in piped().collect()]
    check([line["id"] for line in given] == [1, 2, 3] and ["error" in line for line in given] == [False, True, False], f"spark: {given}")
    try:
        piped(checkCode=True).collect()
    except Exception as fault:  # The class that the JVM makes of it is nobody's promise.
        check("subprocess exited" in str(fault) or "exit" in str(fault), f"spark: {fault}")
        return
    raise Fault("spark: a filter that ends with status 1 did not fail the job")


def folder_of_exports(program, pairs, folder):
    """Proposals become reviews, and each review an export of its own, as a desk would leave them."""
    corpus, reviews, exports = folder / "corpus.jsonl", folder / "reviews", folder / "exports"
    exports.mkdir()
    with open(corpus, "w", encoding="ascii") as file:
        for article, answer in pairs:
            labels = [{"start_offset": segment["start"], "end_offset": segment["end"], "label": claim["tag"], "span_id": f"{number}"}
                      for number, claim in enumerate(answer["claims"]) for segment in claim["segments"][:1]]
            # An article has bare line feeds; that its places stay those of the filter is what this shows.
            file.write(json.dumps({"id": article["id"], "text": article["text"], "label": labels}) + "\n")
    run([program, "--quiet", "import", "--from", "jsonl", str(corpus), "--output", str(reviews)])
    for review in sorted(reviews.iterdir()):
        run([program, "--quiet", "export", "--to", "jsonl", str(review), "--output", str(exports / (review.name + "l"))])
    return exports


def in_duckdb(pairs, exports):
    rows = duckdb.sql(f"""
        select label.label, count(*), count(*) filter (substring(text, label.start_offset + 1, label.end_offset - label.start_offset) != label.text)
        from (select text, unnest(label) as label from read_json('{exports}/*', format = 'newline_delimited'))
        group by 1 order by 1""").fetchall()
    counted = {}
    for _, answer in pairs:
        for claim in answer["claims"]:
            counted[claim["tag"]] = counted.get(claim["tag"], 0) + 1
    check(counted and rows == [(tag, count, 0) for tag, count in sorted(counted.items())], f"duckdb: {rows} is not {counted}")


def joined_in_duckdb(pairs, articles, proposals):
    """The answers beside the articles, without any review: by the line number, and by the id."""
    found = duckdb.sql(f"""
        select a.id, claim.tag, substring(a.text, place.start + 1, place."end" - place.start) as words
        from read_json('{articles}', format = 'newline_delimited') a
        join (select id, unnest(claims) as claim from read_json('{proposals}', format = 'newline_delimited')) p on a.id = p.id,
        unnest(claim.segments) as segments(place)""").fetchall()
    expected = [(article["id"], claim["tag"], article["text"][segment["start"]:segment["end"]])
                for article, answer in pairs for claim in answer["claims"] for segment in claim["segments"]]
    check(expected and sorted(found) == sorted(expected), "duckdb: the words at the places of the answers")


def processor_time(work):
    """(what it gives, seconds, seconds of processor time in children, of these in the system)"""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    given = work()
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    return given, took, user + system, system


def start_up(program, measure):
    """From the start of a process to its end, without input and with a line."""
    for what, given in [("without input", b""), ("with one line", json.dumps({"id": 1, "text": "“No,” said Mara Tolund."}).encode() + b"\n")]:
        times = []
        for _ in range(40):
            began = time.perf_counter()
            subprocess.run([program, "suggest", "--jsonl"], input=given, env={}, stdout=subprocess.DEVNULL, check=True)
            times.append(time.perf_counter() - began)
        median = sorted(times)[len(times) // 2]
        print(f"start-up {what}: {1000 * median:.1f} ms")
        # A loaded machine, or a build without optimisation, says nothing about the program.
        check(median < START_UP or not measure, f"start-up: {1000 * median:.0f} ms")


def measured(context, program, articles, expected, folder):
    size, number = articles.stat().st_size, len(lines_of(expected))
    print(f"{number} articles, {size / 1e6:.1f} MB; {CORES} cores")

    def line(what, work):
        given, took, processor, _ = processor_time(work)
        check(given is None or given == expected, f"{what}: other answers than a plain run")
        per_core = f", {size / 1e6 / processor:.1f} MB and {number / processor:,.0f} articles a second of processor time" if processor > 0.1 else ""
        print(f"{what}: {took:.1f} s{per_core}")

    line("one thread", lambda: plain(program, articles, "--threads", "1"))
    line("all threads", lambda: plain(program, articles))
    command = shlex.join([program, "suggest", "--jsonl", "--threads", "1"])
    parallel = ["parallel", "--will-cite", "--pipe-part", "--arg-file", str(articles), "--keep-order", "--block", "1M", "--jobs", str(CORES), command]
    line("parallel", lambda: run(parallel))
    lines = context.textFile(str(articles), 2 * CORES)
    line("spark, cat", lambda: lines.pipe("/bin/cat", checkCode=True).saveAsTextFile(str(folder / "cat")))
    line("spark", lambda: lines.pipe(command, checkCode=True).saveAsTextFile(str(folder / "measured")))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("--articles", type=pathlib.Path)
    arguments.add_argument("--measure", action="store_true")
    arguments = arguments.parse_args()
    program = str(arguments.program.resolve())
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        articles = folder / "articles.jsonl"
        articles.write_text("".join(f"{line}\n" for line in made_up(150)), encoding="utf-8", newline="")
        expected = plain(program, articles)
        pairs = answers(articles, expected)
        check(sum(len(answer["claims"]) for _, answer in pairs) > len(pairs), "hardly anything is proposed, so that little is compared")
        check(plain(program, articles, "--threads", "1") == plain(program, articles, "--threads", "3") == expected, "--threads: other answers")
        start_up(program, arguments.measure)
        in_parallel(program, articles, expected)
        print("parallel: as a plain run")
        context = spark_context()
        in_spark(context, program, articles, expected, folder)
        faults_fail(context, program)
        print("spark: as a plain run, and a fault fails the job")
        exports = folder_of_exports(program, pairs, folder)
        in_duckdb(pairs, exports)
        proposals = folder / "proposals.jsonl"
        proposals.write_bytes(expected)
        joined_in_duckdb(pairs, articles, proposals)
        print(f"duckdb: {len(list(exports.iterdir()))} exports counted, and every place cut")
        if arguments.measure:
            large = arguments.articles or articles
            measured(context, program, large, plain(program, large), folder)
        context.stop()
    versions = [f"{tool} {importlib.metadata.version(tool)}" for tool in ("pyspark", "duckdb")]
    parallel = re.search(rb"\d{8}", run(["parallel", "--version"]))
    print("run by " + ", ".join([*versions, f"parallel {parallel[0].decode() if parallel else '?'}"]))


if __name__ == "__main__":
    try:
        main()
    except Fault as fault:
        sys.exit(f"scale.py: {fault}")
