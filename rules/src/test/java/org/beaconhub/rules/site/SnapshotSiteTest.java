package org.beaconhub.rules.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;
import org.junit.jupiter.api.Test;

/** Where a site says that its cameras give their pictures. */
class SnapshotSiteTest {
    private static Parsed parsed(String type, String keys) {
        return Site.parse(List.of(
                new SiteFile("site.yaml", """
                        name: { zh: 试验, en: Trial }
                        zone: Asia/Shanghai
                        areas:
                          town: { zh: 社区, en: Town }
                        """),
                new SiteFile("types.yaml", """
                        types:
                          camera: { measures: [event, people], interval: 30 s }
                          gate: { measures: [door], interval: 30 s }
                        """),
                new SiteFile("devices.yaml", """
                        devices:
                          - { id: far, type: camera, area: town, lat: 35.95, lon: 120.1, name: { zh: 远, en: Far }, snapshot: "https://far/1" }
                          - { id: blind, type: camera, area: town, lat: 35.9, lon: 120.1, name: { zh: 近, en: Near } }
                          - { id: one, type: %s, area: town, lat: 35.91, lon: 120.1, name: { zh: 一, en: One }, %s }
                        """.formatted(type, keys))));
    }

    @Test
    void aCameraMayGiveItsPictureAndTheNearestThatDoesIsFound() {
        assertThat(parsed("camera", "snapshot: \"https://10.3.0.7/snap.jpg?channel=1\", snapshot-secret: cameras"))
                .isInstanceOfSatisfying(Parsed.Valid.class, valid -> {
                    assertThat(valid.site().device("one").orElseThrow().snapshot())
                            .contains(new Device.Snapshot("https://10.3.0.7/snap.jpg?channel=1", "cameras"));
                    assertThat(valid.site().nearestPictures(new Place(35.9, 120.1), 3))
                            .extracting(Device::id)
                            .containsExactly("one", "far");
                    assertThat(valid.site().nearestPictures(new Place(35.9, 120.1), 1))
                            .hasSize(1);
                });
        assertThat(parsed("camera", "snapshot: \"http://127.0.0.1:8080/x\", snapshot-secret: cameras"))
                .isInstanceOf(Parsed.Valid.class);
    }

    @Test
    void whatIsWrongIsToldWithItsLineAndColumn() {
        told("camera", "snapshot: camera-1", "url must be http(s)://host/");
        told("camera", "snapshot: \"ftp://camera/1.jpg\"", "url must be http(s)://host/");
        told("camera", "snapshot: \"https://admin:1234@camera/1.jpg\"", "without a password in it");
        told("camera", "snapshot: \"https://camera/1.jpg?usr=admin&pwd=1234\"", "has a password in its query");
        told("camera", "snapshot: \"https://camera/1.jpg#x\"", "has a '#'");
        told("camera", "snapshot: \"http://169.254.169.254/latest\"", "link-local address 169.254.169.254");
        told("camera", "snapshot: \"http://[fe80::1]/1.jpg\"", "link-local address fe80::1");
        told("camera", "snapshot: \"http://camera/1.jpg\", snapshot-secret: cameras", "a password in the clear");
        told("camera", "snapshot: \"https://camera/1.jpg\", snapshot-secret: ../key", "is the name of a file");
        told("camera", "snapshot-secret: cameras", "which is missing here");
        told("gate", "snapshot: \"https://camera/1.jpg\"", "so it is no camera");
    }

    private static void told(String type, String keys, String problem) {
        assertThat(parsed(type, keys))
                .as(keys)
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .singleElement()
                                .satisfies(each -> assertThat(each.toString())
                                        .matches("(?s)devices\\.yaml:4:[0-9]+: .*")
                                        .contains(problem)));
    }
}
