package org.beaconhub.gateway.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileArchiveTest {
    @TempDir
    private Path folder;

    private Path archive(byte type) throws IOException {
        return TileFile.write(folder, type, text("one"), text("two"), text("six"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String tile(TileArchive archive, int zoom, int x, int y) throws IOException {
        return archive.tile(zoom, x, y)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({"0,0,0,0", "1,0,0,1", "1,0,1,2", "1,1,1,3", "1,1,0,4", "2,0,0,5", "12,3423,1763,19078479"})
    void tilesAreNumberedAlongTheCurve(int zoom, int x, int y, long id) {
        assertThat(TileDirectory.id(zoom, x, y)).isEqualTo(id);
    }

    @Test
    void aTileIsFoundInTheRootInARunAndInADirectoryBelow() throws IOException {
        TileArchive archive = TileArchive.open(archive(TileFile.PNG));
        assertThat(archive.mediaType()).isEqualTo("image/png");
        assertThat(archive.zoomMax()).isEqualTo(2);
        assertThat(archive.attribution()).isEqualTo("© Trial & 测绘");
        assertThat(tile(archive, 0, 0, 0)).isEqualTo("one");
        assertThat(tile(archive, 1, 0, 0)).isEqualTo("two");
        assertThat(tile(archive, 1, 1, 1)).isEqualTo("two");
        assertThat(tile(archive, 2, 1, 0)).isEqualTo("six");
        assertThat(tile(archive, 1, 1, 0)).isEmpty();
        assertThat(tile(archive, 2, 0, 0)).isEmpty();
        assertThat(tile(archive, 3, 0, 0)).isEmpty();
        assertThat(tile(archive, 1, 2, 0)).isEmpty();
    }

    @Test
    void whatIsNoArchiveOfPicturesIsTold() throws IOException {
        Path vectors = archive(TileFile.VECTOR);
        assertThatThrownBy(() -> TileArchive.open(vectors)).hasMessageContaining("raster tiles are wanted");
        Path text = Files.writeString(folder.resolve("text"), "no map at all".repeat(20));
        assertThatThrownBy(() -> TileArchive.open(text)).hasMessageContaining("no PMTiles archive of version 3");
        Path stump =
                Files.write(folder.resolve("stump"), Arrays.copyOf(Files.readAllBytes(archive(TileFile.PNG)), 140));
        assertThatThrownBy(() -> TileArchive.open(stump)).hasMessageContaining("ends too early");
    }

    @Test
    void aFileThatWasReplacedIsNotReadByTheOldDirectory() throws IOException {
        Path file = archive(TileFile.PNG);
        TileArchive archive = TileArchive.open(file);
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> archive.tile(0, 0, 0)).hasMessageContaining("reload the site");
    }
}
