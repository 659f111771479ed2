package org.beaconhub.gateway.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.beaconhub.gateway.pictures.Pictures.Bounds;
import org.beaconhub.gateway.run.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long pictures are kept, and how many. */
class PicturesTest {
    private static final long DAY_MS = 86_400_000;

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();

    private Pictures pictures(long bytesMax) {
        return new Pictures(folder.resolve("pictures"), clock, new Bounds(90, bytesMax, 0));
    }

    private static Picture picture(Color colour) throws Exception {
        return new Darkroom().develop(Shots.picture(40, 30, "png", colour));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("pictures"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void thePictureThatIsFoundIsTheOneThatWasKeptAndTheSameIsKeptOnce() throws Exception {
        Pictures pictures = pictures(1_000_000);
        pictures.keep(picture(Color.RED));
        pictures.keep(picture(Color.RED));
        assertThat(pictures.find(picture(Color.RED).name()))
                .hasValue(picture(Color.RED).jpeg());
        assertThat(files()).hasSize(1);
    }

    @Test
    void picturesThatComeAtOnceAreAllKept() throws Exception {
        Pictures pictures = pictures(1_000_000);
        Darkroom darkroom = new Darkroom();
        List<Future<String>> all = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                byte[] came = Shots.picture(40, 30, "png", new Color(i % 10 * 20, 0, 0));
                all.add(many.submit(() -> {
                    Picture picture = darkroom.develop(came);
                    pictures.keep(picture);
                    return picture.name();
                }));
            }
        }
        for (Future<String> each : all) {
            assertThat(pictures.find(each.get())).isPresent();
        }
        assertThat(files()).hasSize(10);
    }

    @Test
    void aNameThatIsNoneFindsNothing() throws Exception {
        Files.writeString(folder.resolve("secret.jpg"), "secret");
        for (String name : List.of("../secret", "../../secret", "", "0".repeat(64), "0".repeat(64) + "/..")) {
            assertThat(pictures(1_000_000).find(name)).as(name).isEmpty();
        }
    }

    @Test
    void aPictureIsThereForNinetyDaysAndThenItIsGoneAlsoWhenNoOtherComes() throws Exception {
        Picture old = picture(Color.RED);
        pictures(1_000_000).keep(old);
        clock.pass(90 * DAY_MS);
        assertThat(pictures(1_000_000).find(old.name())).isPresent();
        clock.pass(DAY_MS);
        assertThat(pictures(1_000_000).find(old.name()))
                .as("even before it is deleted")
                .isEmpty();
        assertThat(files()).hasSize(1);
        try (Pictures running = Pictures.start(folder.resolve("pictures"), clock, new Bounds(90, 1_000_000, 0))) {
            assertThat(running).isNotNull();
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(files()).isEmpty());
        }
    }

    @Test
    void aPictureGrowsOldByTheDayOnWhichItCameWhateverItsFileSays() throws Exception {
        Picture old = picture(Color.RED);
        pictures(1_000_000).keep(old);
        clock.pass(91 * DAY_MS);
        assertThat(files().getFirst().toFile().setLastModified(clock.nowMs()))
                .as("as a restored backup does")
                .isTrue();
        Picture young = picture(Color.BLUE);
        pictures(1_000_000).keep(young);
        assertThat(files()).singleElement().asString().endsWith(young.name() + ".jpg");
    }

    @Test
    void ofTooManyTheOldestGo() throws Exception {
        Picture old = picture(Color.BLUE);
        int size = old.jpeg().length;
        Pictures few = pictures(size + size / 2);
        few.keep(old);
        clock.pass(DAY_MS);
        Picture young = picture(Color.GREEN);
        few.keep(young);
        assertThat(few.find(old.name())).isEmpty();
        assertThat(few.find(young.name())).isPresent();
    }

    @Test
    void aDiskThatIsNearlyFullTakesNoPicturesSinceTheJournalNeedsTheRest() throws Exception {
        Pictures full = new Pictures(folder.resolve("pictures"), clock, new Bounds(90, 1_000_000, Long.MAX_VALUE));
        assertThatThrownBy(() -> full.keep(picture(Color.RED)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("which the journal needs");
        assertThat(files()).isEmpty();
    }

    @Test
    void aDiskThatRefusesLeavesNoHalfPicture() throws Exception {
        Files.createFile(folder.resolve("pictures"));
        assertThatThrownBy(() -> pictures(1_000_000).keep(picture(Color.RED))).isInstanceOf(IOException.class);
        Files.delete(folder.resolve("pictures"));
        Picture picture = picture(Color.RED);
        pictures(1_000_000).keep(picture);
        Path half = files().getFirst().resolveSibling("0".repeat(64) + ".next");
        Files.writeString(half, "half of one, as a kill leaves it");
        pictures(1_000_000).keep(picture(Color.BLUE));
        assertThat(half).doesNotExist();
        assertThat(files()).hasSize(2);
    }
}
