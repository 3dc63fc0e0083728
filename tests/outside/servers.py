#!/usr/bin/env python3
"""Takes exports through servers that others wrote, and back.

Usage: servers.py label-studio|doccano PROGRAM FOLDER

FOLDER is what `cargo test --test exchange` leaves behind, PROGRAM is claimlight. The server is started on the loopback address with an empty
database; what the export holds is sent through its API, looked at there, exported by the server and read by `claimlight import`: the same
stretches must come back. Each server needs a Python of its own, in which this runs:

    label-studio==1.23.2 label-studio-sdk==2.1.2 requests
    doccano==1.8.4 'marshmallow<4' 'numpy<2' 'setuptools<81' requests

Both take about a gigabyte, so that `.ci/run` does without them.
"""

import argparse
import contextlib
import importlib.metadata
import io
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import zipfile

import requests

MAIL, USER, PASSWORD = "desk@example.org", "desk", "not-a-secret-1"
# How long a server may take to answer for the first time, in seconds: it makes its database.
PATIENCE = 300


class Fault(Exception):
    """Something is not as it should be."""


def check(holds, what):
    if not holds:
        raise Fault(what)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(command, environment, log):
    """A process that ends with the block."""
    with open(log, "wb") as out:
        process = subprocess.Popen(command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_for(address, process, log):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        check(process.poll() is None, f"the server ended: {log.read_text(errors='replace')[-2000:]}")
        with contextlib.suppress(requests.ConnectionError):
            if requests.get(address, timeout=10).status_code < 500:
                return
        time.sleep(1)
    raise Fault(f"the server does not answer: {log.read_text(errors='replace')[-2000:]}")


def come_back(program, format_name, path, folder):
    """What `claimlight import` makes of a file, as reviews by their names."""
    out = folder / f"back-{format_name}"
    done = subprocess.run([program, "import", "--from", format_name, path, "--output", out], capture_output=True, check=False, text=True)
    check(done.returncode == 0, f"claimlight import: {done.stderr}")
    reviews = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(out.iterdir())]
    return {review["article"]["source"]["file"]: review for review in reviews}, done.stderr


def stretches(review):
    """(tag, words, start) of each stretch, by the offsets of the review; of words that are lost, these say where they stood."""
    text = review["article"]["text"]
    places = [(claim["tag"], text[place["start"]:place["end"]], place) for claim in review["claims"] for place in claim["segments"]]
    return sorted((tag, words, place["start"]) for tag, words, place in places if words == place["exact"])


def wanted(expected):
    return sorted((claim["tag"], words, start) for claim in expected["claims"] for words, start in zip(claim["words"], claim["starts"]))


def label_studio(program, exports, expected, folder):
    from label_studio_sdk.client import LabelStudio
    from label_studio_sdk.label_interface import LabelInterface

    config = next((exports / "label-studio").glob("*.xml")).read_text(encoding="utf-8")
    tasks = json.loads(next((exports / "label-studio").glob("*.json")).read_text(encoding="utf-8"))

    # What the SDK says by itself: it knows the questions and their answers, but compares no offsets.
    interface = LabelInterface(config)
    interface.validate()
    for task in tasks:
        for annotation in task["annotations"]:
            check(interface.validate_annotation(annotation), "label-studio-sdk: an annotation is refused")
        for prediction in task["predictions"]:
            faults = interface.validate_prediction(prediction, return_errors=True)
            check(not faults, f"label-studio-sdk: {faults}")
    wrong = json.loads(json.dumps(tasks[0]["predictions"][0]))
    wrong["result"][0]["value"]["labels"] = ["novel"]
    check(interface.validate_prediction(wrong, return_errors=True), "label-studio-sdk takes any label now")

    port, log = free_port(), folder / "log"
    address = f"http://127.0.0.1:{port}"
    command = [str(pathlib.Path(sys.executable).with_name("label-studio")), "start", "--internal-host", "127.0.0.1", "--port", str(port),
               "--no-browser", "--username", MAIL, "--password", PASSWORD]
    quiet = {"LABEL_STUDIO_BASE_DATA_DIR": str(folder / "data"), "COLLECT_ANALYTICS": "False", "LATEST_VERSION_CHECK": "False"}
    with running(command, quiet, log) as process:
        wait_for(f"{address}/health", process, log)
        session = requests.Session()
        session.get(f"{address}/user/login/")
        form = {"email": MAIL, "password": PASSWORD, "csrfmiddlewaretoken": session.cookies["csrftoken"]}
        session.post(f"{address}/user/login/", data=form, headers={"Referer": address}).raise_for_status()
        made = session.post(f"{address}/api/token/", headers={"X-CSRFToken": session.cookies["csrftoken"], "Referer": address})
        client = LabelStudio(base_url=address, api_key=made.json()["token"])
        project = client.projects.create(title="Harbour news", label_config=config)
        imported = client.projects.import_tasks(id=project.id, request=tasks, return_task_ids=True)
        check((imported.task_count, imported.annotation_count, imported.prediction_count) == (2, 2, 1), f"label-studio: {imported}")
        there = sorted(client.tasks.list(project=project.id, fields="all"), key=lambda task: task.id)
        sent = [(len(task["annotations"]), len(task["predictions"])) for task in tasks]
        check([(len(task.annotations), len(task.predictions)) for task in there] == sent, "label-studio: annotations and predictions")
        for task, given in zip(there, tasks):
            check(task.annotations[0]["result"] == given["annotations"][0]["result"], "label-studio: it holds something else than was sent")
        raw = session.get(f"{address}/api/projects/{project.id}/export", params={"exportType": "JSON", "download_all_tasks": "true"}).content
        conll = session.get(f"{address}/api/projects/{project.id}/export", params={"exportType": "CONLL2003", "download_all_tasks": "true"}).content
    back = folder / "exported.json"
    back.write_bytes(raw)
    reviews, said = come_back(program, "label-studio", back, folder)
    review = reviews["harbour"]
    check(review["article"]["text"] == expected["text"], "label-studio: the text")
    check(stretches(review) == wanted(expected), f"label-studio: {stretches(review)}")
    by_id = {claim["id"]: claim for claim in review["claims"]}
    for claim in expected["claims"]:
        if claim["words"]:
            found = by_id[claim["id"]]
            check((found.get("note") or "", found.get("labels") or []) == (claim["note"], claim["labels"]), f"label-studio: {found}")
    check(reviews["empty"]["claims"] == [], "label-studio: the empty task")
    # Nothing there compares offsets, so that this does: a shifted region must be seen.
    shifted = json.loads(raw)
    shifted[0]["annotations"][0]["result"][0]["value"]["start"] += 1
    check(shifted[0]["annotations"][0]["result"] != tasks[0]["annotations"][0]["result"], "label-studio: a shift is not seen")
    print(f"its own CoNLL export flattens: {conll.count(b'B-')} of {len(wanted(expected))} stretches (trap 16)")
    print(f"label-studio: {len(by_id)} claims there and back")
    return ["label-studio", "label-studio-sdk"]


def doccano(program, exports, expected, folder):
    import data_import  # noqa: F401  The packages of its server stand in the folder `backend`; see main.

    lines = next((exports / "jsonl").glob("*.jsonl"))
    base = str(pathlib.Path(data_import.__file__).parent.parent)
    port, log, queue_log = free_port(), folder / "log", folder / "queue.log"
    address = f"http://127.0.0.1:{port}"
    settings = {"DATABASE_URL": f"sqlite:///{folder / 'doccano.sqlite3'}", "MEDIA_ROOT": str(folder / "media"), "STANDALONE": "True",
                "DJANGO_SETTINGS_MODULE": "config.settings.development", "DOCCANO_HOME": str(folder), "PYTHONPATH": base}
    manage = lambda *words: subprocess.run([sys.executable, "manage.py", *words], cwd=base, env={**os.environ, **settings}, check=True,
                                           capture_output=True)
    manage("migrate")
    manage("create_roles")
    manage("create_admin", "--noinput", "--username", USER, "--password", PASSWORD, "--email", MAIL)
    # Its own command line listens to the whole network; its server does not.
    server = [sys.executable, f"{base}/manage.py", "runserver", f"127.0.0.1:{port}", "--noreload"]
    queue = [sys.executable, "-m", "celery", "--app=config", f"--workdir={base}", "worker", "--pool=solo"]
    with running(server, settings, log) as process, running(queue, settings, queue_log) as worker:
        wait_for(f"{address}/v1/me", process, log)
        session = requests.Session()
        session.post(f"{address}/v1/auth/login/", json={"username": USER, "password": PASSWORD}).raise_for_status()
        session.headers["X-CSRFToken"] = session.cookies.get("csrftoken", "")
        session.headers["Referer"] = address

        def done(task):
            for _ in range(120):
                check(worker.poll() is None, f"doccano: its queue ended: {queue_log.read_text(errors='replace')[-2000:]}")
                status = session.get(f"{address}/v1/tasks/status/{task}").json()
                if status["ready"]:
                    return status
                time.sleep(1)
            raise Fault(f"doccano: its queue is not ready: {queue_log.read_text(errors='replace')[-2000:]}")

        def taken(overlapping, encoding):
            """What a project says of the import, and the labels that are there after it."""
            made = session.post(f"{address}/v1/projects", json={
                "name": f"Harbour {overlapping} {encoding}", "description": "News", "guideline": "", "project_type": "SequenceLabeling",
                "resourcetype": "SequenceLabelingProject", "allow_overlapping": overlapping, "grapheme_mode": False})
            check(made.status_code == 201, f"doccano: {made.text}")
            project = f"{address}/v1/projects/{made.json()['id']}"
            with open(lines, "rb") as file:
                upload = session.post(f"{address}/v1/fp/process/", files={"filepond": (lines.name, file)})
            check(upload.status_code == 200, f"doccano: {upload.text}")
            task = session.post(f"{project}/upload", json={"format": "JSONL", "task": "SequenceLabeling", "uploadIds": [upload.text],
                                                           "column_data": "text", "column_label": "label", "encoding": encoding})
            said = done(task.json()["task_id"])
            examples = session.get(f"{project}/examples").json()["results"]
            spans = [(example, span) for example in examples for span in session.get(f"{project}/examples/{example['id']}/spans").json()]
            kinds = {kind["id"]: kind["text"] for kind in session.get(f"{project}/span-types").json()}
            return project, said, sorted((kinds[span["label"]], example["text"][span["start_offset"]:span["end_offset"]], span["start_offset"])
                                         for example, span in spans)

        # Escaped, the file is read right even where the encoding is guessed (trap 1).
        for encoding in ("Auto", "utf_8"):
            project, said, found = taken(True, encoding)
            check(not (said.get("error") or {}), f"doccano: {said}")
            check(found == wanted(expected), f"doccano, {encoding}: {found}")
        _, said, fewer = taken(False, "utf_8")
        check(len(fewer) < len(wanted(expected)), "doccano: without the permission to overlap, it keeps all labels now: take that out of the advice")
        print(f"without the permission to overlap it keeps {len(fewer)} of {len(found)} labels, and says {said.get('error')} (trap 3)")
        task = session.post(f"{project}/download", json={"format": "JSONL", "exportApproved": False}).json()["task_id"]
        done(task)
        archive = session.get(f"{project}/download", params={"taskId": task}).content
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        raw = b"".join(file.read(name) for name in file.namelist())
    back = folder / "exported.jsonl"
    back.write_bytes(raw)
    reviews, _ = come_back(program, "jsonl", back, folder)
    review = next(review for review in reviews.values() if review["claims"])
    check(review["article"]["text"] == expected["text"], "doccano: the text")
    check(stretches(review) == wanted(expected), f"doccano: {stretches(review)}")
    check(len(reviews) == 2, f"doccano: {len(reviews)} articles")
    print(f"doccano: {len(found)} labels there and back")
    return ["doccano"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("server", choices=["label-studio", "doccano"])
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments = arguments.parse_args()
    expected = json.loads((arguments.folder / "expected.json").read_text(encoding="utf-8"))
    if arguments.server == "doccano":
        sys.path.append(str(pathlib.Path(importlib.metadata.distribution("doccano").locate_file("backend"))))
    run = {"label-studio": label_studio, "doccano": doccano}[arguments.server]
    with tempfile.TemporaryDirectory() as folder:
        tools = run(str(arguments.program.resolve()), arguments.folder, expected, pathlib.Path(folder))
    print("served by " + ", ".join(f"{tool} {importlib.metadata.version(tool)}" for tool in tools))


if __name__ == "__main__":
    try:
        main()
    except Fault as fault:
        sys.exit(f"servers.py: {fault}")
