package org.beaconhub.gateway.console;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe-core finds on a page as it stands. */
final class Accessibility {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Accessibility() {}

    /** Where the page breaks WCAG 2.2 AA: the rule, and the first element. */
    static List<String> violations(Page page) {
        return told(builder(page).withTags(WCAG));
    }

    /** The same but for a part of the page. */
    static List<String> violationsOutside(Page page, String selector) {
        return told(builder(page).exclude(selector).withTags(WCAG));
    }

    /** The same, with what is only advised. */
    static List<String> violationsAndAdvice(Page page) {
        return told(builder(page));
    }

    /**
     * In the page itself, which has no frames: otherwise a second page is opened to put the results of frames together. What holds is not
     * written out element by element.
     */
    private static AxeBuilder builder(Page page) {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).options(options).setLegacyMode(true);
    }

    private static List<String> told(AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .map(rule -> rule.getId() + " at " + rule.getNodes().getFirst().getHtml())
                .toList();
    }
}
