package org.beaconhub.rules.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.Test;

/** The same texts are read once, and no text is taken for another. */
class LatelyReadTest {
    /** A site of one area. */
    private static List<SiteFile> site(String area) {
        return List.of(
                new SiteFile(
                        "site.yaml",
                        "name: { zh: 试验, en: Trial }\nzone: Asia/Shanghai\nareas: { " + area
                                + ": { zh: 林区, en: Forest } }\n"),
                new SiteFile("types.yaml", "types: { hub: { measures: [broker_up], dialect: beacon } }\n"),
                new SiteFile(
                        "devices.yaml",
                        "devices: [{ id: hub, type: hub, area: " + area + ", name: { zh: 烽台, en: Hub } }]\n"));
    }

    private static Site read(String area) {
        assertThat(Site.parse(site(area))).isInstanceOf(Parsed.Valid.class);
        return ((Parsed.Valid) Site.parse(site(area))).site();
    }

    @Test
    void theSameTextsAreTheSameSiteWhoeverBringsThem() {
        assertThat(Site.parse(site("forest"))).isSameAs(Site.parse(site("forest")));
        assertThat(read("town")).isNotSameAs(read("forest"));
    }

    @Test
    void anotherTextIsAnotherSiteHoweverManyWereReadBefore() {
        for (String area : List.of("forest", "town", "forest", "shore", "harbour", "forest")) {
            assertThat(read(area).areas()).extracting(Area::path).containsExactly(area);
        }
    }

    @Test
    void whatIsWrongIsToldAgainToWhoAsksAgain() {
        List<SiteFile> wrong = site("Forest");
        assertThat(Site.parse(wrong)).isInstanceOf(Parsed.Invalid.class).isEqualTo(Site.parse(wrong));
    }
}
