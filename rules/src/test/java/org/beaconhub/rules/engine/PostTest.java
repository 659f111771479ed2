package org.beaconhub.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.beaconhub.rules.site.Parsed;
import org.beaconhub.rules.site.Site;
import org.junit.jupiter.api.Test;

class PostTest {
    private static Post[] posts(int count) {
        String devices = IntStream.range(0, count)
                .mapToObj(i -> "- {id: d-%d, type: node, area: a, name: {zh: x, en: x}}\n".formatted(i))
                .collect(Collectors.joining());
        Site site = ((Parsed.Valid) Site.parse(List.of(
                        new SiteFile("devices.yaml", "devices:\n" + devices),
                        new SiteFile("site.yaml", """
                                name: { zh: x, en: x }
                                zone: UTC
                                areas: { a: { zh: x, en: x } }
                                """),
                        new SiteFile("types.yaml", "types: { node: { measures: [temperature] } }\n"))))
                .site();
        return site.devices().stream()
                .map(device -> new Post(device, new HashMap<>()))
                .toArray(Post[]::new);
    }

    @Test
    void everyDeviceIsFoundByAnotherCopyOfItsIdAndNoOtherOneIs() {
        Post[] posts = posts(300);
        Post.Table table = new Post.Table(posts);

        for (int i = 0; i < posts.length; i++) {
            assertThat(table.of("d-" + i)).isSameAs(posts[i]);
        }
        assertThat(IntStream.range(300, 1_000).mapToObj(i -> table.of("d-" + i)).toList())
                .containsOnlyNulls();
    }

    @Test
    void aSiteWithoutDevicesHasNone() {
        assertThat(new Post.Table(new Post[0]).of("d-0")).isNull();
    }
}
