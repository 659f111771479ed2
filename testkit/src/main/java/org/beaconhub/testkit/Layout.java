package org.beaconhub.testkit;

/** Whether what stands on a page is all there. */
public final class Layout {
    /**
     * For a page to evaluate: what is wider than the page, cut off, or written over something else, at most ten sentences; an empty list where
     * nothing is.
     */
    public static final String FAULTS = """
            () => {
              const faults = [], root = document.documentElement, dialog = document.querySelector('dialog[open]');
              if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
              const name = node => `${node.tagName}.${node.className.baseVal ?? node.className} "${node.textContent.trim().slice(0, 40)}"`;
              // What may be scrolled to is not cut, and neither is what ends in an ellipsis on purpose, or is there for who listens alone.
              const clips = node => /auto|scroll|hidden|clip/.test(getComputedStyle(node).overflowX);
              for (const node of (dialog ?? document.body).querySelectorAll('*')) {
                const style = getComputedStyle(node);
                if (!node.checkVisibility({ visibilityProperty: true }) || node.matches('.leaflet-container') || node.closest('svg, canvas, .uplot, select, .heard')) continue;
                if (/hidden|clip/.test(style.overflowX) && style.textOverflow !== 'ellipsis' && node.scrollWidth > node.clientWidth + 1) faults.push(`cut: ${name(node)}`);
                if (node.tagName === 'BUTTON' && style.textOverflow !== 'ellipsis' && node.scrollWidth > node.clientWidth + 2) faults.push(`runs out of its button: ${name(node)}`);
              }
              const within = (rect, node) => {
                let { left, top, right, bottom } = rect;
                for (let up = node; up && up !== document.body; up = up.parentElement) {
                  if (!clips(up)) continue;
                  const box = up.getBoundingClientRect();
                  left = Math.max(left, box.left); top = Math.max(top, box.top); right = Math.min(right, box.right); bottom = Math.min(bottom, box.bottom);
                }
                return { left, top, right, bottom };
              };
              const boxes = [], walk = document.createTreeWalker(dialog ?? document.body, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) {
                const text = walk.currentNode, node = text.parentElement;
                if (!text.data.trim() || !node.checkVisibility({ visibilityProperty: true }) || node.closest('svg, option, textarea, .uplot, .told, .stale-note, .below, script, [aria-hidden=true]')) continue;
                const range = document.createRange();
                range.selectNodeContents(text);
                for (const rect of range.getClientRects()) {
                  const seen = within(rect, node);
                  if (seen.right - seen.left > 2 && seen.bottom - seen.top > 4) boxes.push({ ...seen, node, of: text, text: text.data.trim().slice(0, 40) });
                }
              }
              for (const { left, right, node } of boxes) if (left < -1 || right > innerWidth + 1) faults.push(`beside the page: ${name(node)}`);
              boxes.sort((a, b) => a.top - b.top);
              boxes.forEach((a, i) => {
                for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom - 4; j++) {
                  const b = boxes[j];
                  if (a.of !== b.of && a.left < b.right - 3 && b.left < a.right - 3 && Math.min(a.bottom, b.bottom) - b.top > 4) faults.push(`"${a.text}" and "${b.text}" stand over each other`);
                }
              });
              return [...new Set(faults)].slice(0, 10);
            }""";

    private Layout() {}
}
