"""Where librsvg, Inkscape and chromium put the words of the pictures in a folder, and whether these keep apart.

Each program says itself how wide every text is: librsvg by the geometry of an element, Inkscape by --query-all, chromium by
getBBox. From above to below a text takes 0.80 and 0.24 of its size, so that accents and descenders have room, whatever
height a program gives its lines.
"""

import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import gi

gi.require_version("Rsvg", "2.0")
from gi.repository import Rsvg  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"
ASCENT, DESCENT = 0.80, 0.24
# A rounding of a program's own.
TOLERANCE = 0.6


class Picture:
    """A picture with an id on every text, so that a program can be asked about it."""

    def __init__(self, name, svg):
        self.name = name
        numbers = iter(range(10_000))
        self.svg = re.sub("<text ", lambda _: f'<text id="t{next(numbers)}" ', svg)
        root = ElementTree.fromstring(self.svg)
        self.size = tuple(map(float, root.get("viewBox").split()[2:]))
        self.texts = {text.get("id"): text for text in root.iter(f"{SVG}text")}

    def words(self, name):
        return "".join(self.texts[name].itertext())

    def is_same(self, name, other):
        """A label may be drawn twice, first as its halo."""
        places = [(self.words(one), self.texts[one].get("x"), self.texts[one].get("y")) for one in (name, other)]
        return places[0] == places[1]

    def frame(self, name, left, right):
        text = self.texts[name]
        y, size = float(text.get("y")), float(text.get("font-size"))
        return left, y - ASCENT * size, right, y + DESCENT * size


def pictures_of(path):
    """The picture of a file, or those of a page, each with what the page's style sheet says."""
    document = path.read_text()
    if path.suffix == ".svg":
        return [Picture(path.stem, document)]
    family = re.search(r"font:16px/1.45 ([^;]*);", document)[1]
    root = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{family}" '
    svgs = re.findall("<svg (class=.*?</svg>)", document, re.S)
    return [Picture(f"{path.stem} {at}", root + svg) for at, svg in enumerate(svgs)]


def by_librsvg(picture):
    handle = Rsvg.Handle.new_from_data(picture.svg.encode())
    viewport = Rsvg.Rectangle()
    viewport.x = viewport.y = 0
    viewport.width, viewport.height = picture.size
    for name in picture.texts:
        _, ink, _ = handle.get_geometry_for_layer(f"#{name}", viewport)
        yield name, ink.x, ink.x + ink.width


def by_inkscape(picture):
    # From a file: of a document on its standard input Inkscape 1.2 loses the end if that has letters of several bytes.
    with tempfile.NamedTemporaryFile(suffix=".svg") as file:
        file.write(picture.svg.encode())
        file.flush()
        answer = subprocess.run(["inkscape", "--query-all", file.name], capture_output=True, check=True)
    for line in answer.stdout.decode().splitlines():
        name, *numbers = line.split(",")
        if name in picture.texts:
            x, _, width, _ = map(float, numbers)
            yield name, x, x + width


def in_chromium(pictures, folder):
    """The boxes of all pictures, from one page: chromium takes longest to start."""
    svgs = "".join(f"<div data-name='{picture.name}'>{picture.svg}</div>\n" for picture in pictures)
    script = """
      const boxes = {};
      for (const div of document.querySelectorAll('div')) {
        boxes[div.dataset.name] = [...div.querySelectorAll('text')].map(text => {
          const box = text.getBBox();
          return [text.id, box.x, box.x + box.width];
        });
      }
      document.body.textContent = JSON.stringify(boxes);
    """
    page = folder / "boxes.htm"
    page.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{svgs}<script>{script}</script>")
    return json.loads(html.unescape(re.search("<body>(.*)</body>", dumped(page, folder), re.S)[1]))


def dumped(page, folder):
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium", "--dump-dom"]
    return subprocess.run([*command, page.as_uri()], capture_output=True, check=True, text=True).stdout


def faults(program, picture, boxes):
    frames = {name: picture.frame(name, left, right) for name, left, right in boxes}
    width, height = picture.size
    place = f"{picture.name} in {program}"
    if set(frames) != set(picture.texts):
        yield f"{place}: {len(frames)} of {len(picture.texts)} texts are drawn"

    names = list(frames)
    for at, name in enumerate(names):
        left, top, right, bottom = frames[name]
        if min(left, top) < -TOLERANCE or right > width + TOLERANCE or bottom > height + TOLERANCE:
            yield f"{place}: “{picture.words(name)}” leaves the picture: {frames[name]}"
        for other in names[at + 1 :]:
            if touch(frames[name], frames[other]) and not picture.is_same(name, other):
                yield f"{place}: “{picture.words(name)}” touches “{picture.words(other)}”"


def touch(one, other):
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > TOLERANCE
        and min(one[3], other[3]) - max(one[1], other[1]) > TOLERANCE
    )


def main(folder):
    files = sorted([*folder.glob("*.svg"), *folder.glob("*.html")])
    pictures = [picture for path in files for picture in pictures_of(path)]
    assert len(pictures) >= 40 + 6, len(pictures)
    in_browser = in_chromium(pictures, folder)
    found = []
    for picture in pictures:
        found += faults("librsvg", picture, by_librsvg(picture))
        found += faults("Inkscape", picture, by_inkscape(picture))
        found += faults("chromium", picture, in_browser[picture.name])

    print("\n".join(found))
    texts = sum(len(picture.texts) for picture in pictures)
    print(f"{len(pictures)} pictures with {texts} texts in three programs: {len(found)} faults")
    return min(len(found), 1)


sys.exit(main(Path(sys.argv[1])))
