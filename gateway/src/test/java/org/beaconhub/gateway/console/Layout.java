package org.beaconhub.gateway.console;

import com.microsoft.playwright.Page;
import java.util.List;

/** Whether what stands on a page is all there: nothing is wider than the page, cut off, or written over something else. */
final class Layout {
    private Layout() {}

    /** What is wrong with it, a sentence each; empty where nothing is. */
    static List<String> faults(Page page) {
        return ((List<?>) page.evaluate(org.beaconhub.testkit.Layout.FAULTS))
                .stream().map(String::valueOf).toList();
    }
}
