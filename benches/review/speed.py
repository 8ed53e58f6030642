#!/usr/bin/env python3
"""Measures the review page as a client on the same machine: how long pages
take and what they weigh.

    cargo build --release -p waardenscan-cli
    cargo run --release -p waardenscan-benches --example million -- FILE
    python3 benches/review/speed.py target/release/waardenscan FILE [SCANNED]

FILE is the project of a million suggestions, SCANNED one of documents that are
still where they were scanned, for the pictures of their pages.
"""

import http.client
import re
import statistics
import subprocess
import sys
import time
from urllib.parse import urlparse

STEPS = 200


class Page:
    """A browser on the page: keeps cookies, follows where it is sent."""

    def __init__(self, program, project):
        self.server = subprocess.Popen(
            [program, "review", "--project", project, "--no-open"],
            stdout=subprocess.PIPE,
            text=True,
        )
        address = None
        while address is None:
            address = re.search(r"http://\S+", self.server.stdout.readline())
        address = urlparse(address.group(0))
        self.connection = http.client.HTTPConnection(address.netloc, timeout=300)
        self.cookies = {"waardenscan_naam": "Noor"}
        self.once(f"/?{address.query}")

    def once(self, path):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        start = time.perf_counter()
        self.connection.request("GET", path, headers={"Cookie": cookies})
        answer = self.connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - start) * 1000
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer, body, took

    def get(self, path):
        """Returns the page, and the milliseconds with all that led there."""
        total = 0
        for _ in range(3):
            answer, body, took = self.once(path)
            total += took
            path = answer.headers.get("Location")
            if path is None:
                break
        if answer.status != 200:
            raise SystemExit(f"{answer.status}: {body[:300]}")
        return body, total

    def close(self):
        self.server.terminate()
        self.server.wait()


def say(what, times, weight=None):
    times = sorted(times)
    p95 = times[max(0, round(0.95 * len(times)) - 1)]
    line = f"{what:<44} p50 {statistics.median(times):8.1f} ms  p95 {p95:8.1f} ms"
    print(line + (f"  {weight / 1000:6.1f} KB" if weight else ""), flush=True)


def walk(page, selection):
    """Goes from one suggestion to the next."""
    body, _ = page.get(selection)
    times, weights = [], []
    for _ in range(STEPS):
        after = re.search(r'href="([^"]*[?&;]na=[^"]*)"', body.decode())
        if after is None:
            break
        body, took = page.get(after.group(1).replace("&amp;", "&"))
        times.append(took)
        weights.append(len(body))
    say(f"next: {selection}", times, max(weights))


def pictures(page):
    """Asks for each page with a suggestion once cold and once warm."""
    cold, warm, seen = [], [], set()
    for number in range(1, 2000):
        answer, body, _ = page.once(f"/nakijken?nr={number}&besluit=alle&beeld=pagina")
        if answer.status == 404:
            continue
        for picture in re.findall(r'src="(/beeld/[^"]*)"', body.decode()):
            place = re.search(r'class="place"><b>([^<]*)', body.decode()).group(1)
            key = (place, picture.rsplit("/", 1)[1])
            if key not in seen:
                seen.add(key)
                cold.append(page.once(picture)[2])
                warm.append(page.once(picture)[2])
    if cold:
        say(f"picture of a page, cold ({len(cold)})", cold)
        say("picture of a page, warm", warm)


def main():
    program, million, *scanned = sys.argv[1:]
    page = Page(program, million)
    body, first = page.get("/")
    say("first view of the overview", [first], len(body))
    for path in ["/", "/?volgorde=titel", "/?zoek=1&open=1", "/lijst", "/waarden"]:
        answers = [page.get(path) for _ in range(10)]
        say(path, [took for _, took in answers], len(answers[0][0]))
    for selection in [
        "/nakijken",
        "/nakijken?volgorde=grens",
        "/nakijken?volgorde=leerzaam",
        "/nakijken?volgorde=document",
    ]:
        walk(page, selection)
    # Where nothing matches.
    times = [page.get("/nakijken?houding=begrensd")[1] for _ in range(10)]
    say("no suggestion with a rare stance", times)
    for path in ["/overeenstemming", "/steekproef", "/leren"]:
        answers = [page.get(path) for _ in range(5)]
        say(path, [took for _, took in answers], len(answers[0][0]))
    page.close()
    for project in scanned:
        page = Page(program, project)
        pictures(page)
        page.close()


main()
