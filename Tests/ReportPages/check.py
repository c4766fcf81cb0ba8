"""Checks report pages in a browser: axe, layout of every chart, width, contrast, scripts off,
requests, keyboard, print. Usage: check.py BROWSER PAGE..."""

import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

LIMIT = 400_000

# Every mark inside the plot it names, every text inside its drawing, no text on another.
CHARTS = """() => {
  const faults = [];
  const shown = [...document.querySelectorAll('svg')].filter(s => s.getClientRects().length);
  for (const svg of shown) {
    const name = svg.querySelector('title')?.textContent ?? '?';
    if (!svg.querySelector('desc')?.textContent) faults.push(`${name}: no description`);
    const frame = svg.getBoundingClientRect();
    for (const mark of svg.querySelectorAll('[data-mark]')) {
      const plot = svg.querySelector(`[data-plot="${mark.dataset.mark}"]`).getBBox();
      const box = mark.getBBox();
      if (box.x < plot.x - .2 || box.y < plot.y - .2 || box.x + box.width > plot.x + plot.width + .2
          || box.y + box.height > plot.y + plot.height + .2)
        faults.push(`${name}: a mark outside its plot`);
    }
    const texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
    texts.forEach(([text, box], i) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1
          || box.bottom > frame.bottom + 1) faults.push(`${name}: '${text}' leaves the drawing`);
      for (const [other, b] of texts.slice(i + 1)) {
        const across = Math.min(box.right, b.right) - Math.max(box.left, b.left);
        const down = Math.min(box.bottom, b.bottom) - Math.max(box.top, b.top);
        if (across > 1 && down > 4) faults.push(`${name}: '${text}' on '${other}'`);
      }
    });
  }
  return {count: shown.length, faults};
}"""

# Contrast of every stroke and fill of a mark against white: 3 for what is not text, unless an
# outline carries it.
CONTRAST = """() => {
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const ratio = c => 1.05 / (light(c) + .05);
  const faults = new Set();
  for (const mark of document.querySelectorAll('[data-mark]')) {
    if (!mark.getClientRects().length || mark.classList.contains('cb')) continue;
    const style = getComputedStyle(mark);
    const best = Math.max(...[style.stroke, style.fill].filter(c => c.startsWith('rgb(')).map(ratio), 0);
    if (best < 3) faults.add(`${mark.getAttribute('class')}: contrast ${best.toFixed(2)}`);
  }
  return [...faults];
}"""


def check(browser, axe, path):
    faults = []
    size = path.stat().st_size
    if size > LIMIT:
        faults.append(f"{size} bytes")
    for width in (1280, 320):
        context = browser.new_context(viewport={"width": width, "height": 800})
        requests = []
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        messages = []
        page.on("console", lambda message: messages.append(message.text))
        page.goto(path.as_uri())
        others = [url for url in requests if url != path.as_uri()]
        if others:
            faults.append(f"{width}: requests {others}")
        if messages:
            faults.append(f"{width}: console {messages[:2]}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{width}: the page is {wide} wide")
        charts = page.evaluate(CHARTS)
        faults += [f"{width}: {fault}" for fault in charts["faults"][:8]]
        faults += [f"{width}: {fault}" for fault in page.evaluate(CONTRAST)]
        # By keyboard: the first stop is the skip link, every wide table can be reached.
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") != "skip":
            faults.append(f"{width}: the first stop is not the skip link")
        unreached = page.evaluate(
            "[...document.querySelectorAll('.scroll')].filter(s => s.tabIndex < 0).length")
        if unreached:
            faults.append(f"{width}: {unreached} tables can't be reached by keyboard")
        if page.evaluate("document.querySelectorAll('td.n[data-ref=\"\"]').length"):
            faults.append("a figure without a reference")
        result = axe.run(page)
        for violation in result.response["violations"]:
            targets = [node["target"] for node in violation["nodes"][:2]]
            faults.append(f"{width}: axe {violation['id']} {targets}")
        context.close()
    # Without scripts the page is the same, in print too.
    context = browser.new_context(java_script_enabled=False, viewport={"width": 794, "height": 1100})
    page = context.new_page()
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    if page.locator("h1").count() != 1 or not page.locator("main svg").first.is_visible():
        faults.append("without scripts: no heading or no chart")
    pdf = page.pdf(prefer_css_page_size=True)
    if not pdf.startswith(b"%PDF-"):
        faults.append("no PDF")
    context.close()
    return size, charts["count"], faults


def main():
    failed = False
    axe = Axe()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=sys.argv[1], args=["--no-sandbox"])
        for name in sys.argv[2:]:
            path = pathlib.Path(name).resolve()
            size, charts, faults = check(browser, axe, path)
            print(f"{path.name}: {size} bytes, {charts} charts, "
                  f"{'no faults' if not faults else f'{len(faults)} faults'}")
            for fault in faults:
                print(f"  {fault}")
            failed = failed or bool(faults)
        browser.close()
    sys.exit(1 if failed else 0)


main()
