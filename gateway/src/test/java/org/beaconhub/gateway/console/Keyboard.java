package org.beaconhub.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** Somebody who has a keyboard and no pointer, looks where the focus is, and writes down where it cannot be seen. */
record Keyboard(Page page, List<String> errors) {
    /** So many stops a page has at the most before what is looked for. */
    private static final int STOPS_MAX = 250;

    /** Empty where the focus can be seen, else what is wrong with it. */
    private static final String FOCUS = """
            () => {
              const node = document.activeElement;
              if (!node || node === document.body) return 'the focus is lost';
              const box = node.getBoundingClientRect(), style = getComputedStyle(node), name = `${node.tagName}.${node.className}#${node.id} "${node.textContent.trim().slice(0, 40)}"`;
              if (!node.checkVisibility({ visibilityProperty: true }) || box.width === 0) return `what has the focus is not shown: ${name}`;
              if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1) return `the focus does not show on ${name}`;
              const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth), top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
              if (right <= left || bottom <= top) return `the focus is out of sight: ${name}`;
              const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
              return node.closest('svg') || node.contains(over) || over?.contains(node) ? '' : `something stands over the focus: ${name}`;
            }""";

    /** Whether the focus is on what is asked for, and what is wrong with it; behind the last stop is the browser itself. */
    private static final String STOP = """
            selector => {
              const node = document.activeElement;
              return { there: node.matches(selector), wrong: node === document.body ? '' : (%s)() };
            }""".formatted(FOCUS);

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    void type(String text) {
        page.keyboard().insertText(text);
    }

    /** Goes from stop to stop until the focus is on what is asked for, and sees it at each of them. */
    void reach(String selector) {
        page.locator(selector).first().waitFor();
        for (int stops = 0; stops < STOPS_MAX; stops++) {
            Map<?, ?> stop = (Map<?, ?>) page.evaluate(STOP, selector);
            if (stops > 0) {
                note(String.valueOf(stop.get("wrong")));
            }
            if (Boolean.TRUE.equals(stop.get("there"))) {
                return;
            }
            press("Tab");
        }
        throw new AssertionError("no Tab leads to " + selector);
    }

    /** Goes to a thing and presses it. */
    void enter(String selector) {
        reach(selector);
        press("Enter");
    }

    /** Goes down the options of the list that has the focus, until one of a value is chosen. */
    void choose(String value) {
        Locator list = page.locator("select:focus");
        for (int i = 0; i < STOPS_MAX && !list.inputValue().equals(value); i++) {
            press("ArrowDown");
        }
        assertThat(list.inputValue()).isEqualTo(value);
    }

    void seesFocus() {
        note(String.valueOf(page.evaluate(FOCUS)));
    }

    private void note(String wrong) {
        if (!wrong.isEmpty()) {
            errors.add(page.url().replaceFirst(".*//[^/]*", "") + ": " + wrong);
        }
    }
}
