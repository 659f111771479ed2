package org.beaconhub.rules.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.Test;

/** What {@code site.yaml} says of the site as a whole. */
class SiteHeadTest {
    private static Parsed parsed(String grafana) {
        return parsedWith("grafana: \"" + grafana + "\"");
    }

    private static Parsed parsedWith(String line) {
        return Site.parse(List.of(
                new SiteFile("site.yaml", """
                        name: { zh: 试验, en: Trial }
                        zone: Asia/Shanghai
                        %s
                        areas:
                          town: { zh: 社区, en: Town }
                        """.formatted(line)),
                new SiteFile("types.yaml", "types:\n  hub: { measures: [broker_up], dialect: beacon }\n"),
                new SiteFile(
                        "devices.yaml",
                        "devices:\n  - { id: hub, type: hub, area: town, name: { zh: 烽台, en: Hub } }\n")));
    }

    @Test
    void aSiteMayNameItsGrafana() {
        assertThat(parsed("https://grafana.example.org"))
                .isInstanceOfSatisfying(
                        Parsed.Valid.class,
                        valid -> assertThat(valid.site().grafana()).contains("https://grafana.example.org"));
    }

    @Test
    void whatIsNoAddressOfTheWebOrHasAPasswordIsTold() {
        for (String wrong :
                List.of("grafana.example.org", "javascript:alert(1)", "https://li:secret@grafana.example")) {
            assertThat(parsed(wrong))
                    .isInstanceOfSatisfying(
                            Parsed.Invalid.class,
                            invalid -> assertThat(invalid.problems())
                                    .anySatisfy(each -> assertThat(each.toString())
                                            .startsWith("site.yaml:3:")
                                            .contains("url must be http(s)://host/")));
        }
    }

    @Test
    void aSiteMayNameTilesOfOneOrigin() {
        assertThat(parsedWith("tiles: { url: 'https://t.example.org:8443/{z}/{x}/{y}.png?tk=1', attribution: 测绘 }"))
                .isInstanceOfSatisfying(
                        Parsed.Valid.class,
                        valid -> assertThat(valid.site().tiles()).hasValueSatisfying(tiles -> {
                            assertThat(tiles.origin()).isEqualTo("https://t.example.org:8443");
                            assertThat(tiles.zoomMax()).isEqualTo(18);
                        }));
    }

    @Test
    void tilesThatWouldWidenThePagesPolicyOrNameNobodyAreTold() {
        for (String wrong : List.of(
                "{ url: 'https://t.example.org/{z}/{x}.png', attribution: a }",
                "{ url: 'https://{s}.example.org/{z}/{x}/{y}.png', attribution: a }",
                "{ url: 'https://t.example.org/{z}/{x}/{y}/{r}', attribution: a }",
                "{ url: 'https://t.example.org *;/{z}/{x}/{y}', attribution: a }",
                "{ url: 'https://li:secret@t.example.org/{z}/{x}/{y}', attribution: a }",
                "{ url: 'javascript:{z}/{x}/{y}', attribution: a }",
                "{ url: 'https://t.example.org/{z}/{x}/{y}' }",
                "{ url: 'https://t.example.org/{z}/{x}/{y}', attribution: a, zoom-max: 40 }",
                "https://t.example.org/{z}/{x}/{y}")) {
            assertThat(parsedWith("tiles: " + wrong))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            Parsed.Invalid.class,
                            invalid -> assertThat(invalid.problems())
                                    .anySatisfy(
                                            each -> assertThat(each.toString()).startsWith("site.yaml:3:")));
        }
    }
}
