package org.beaconhub.gateway.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.beaconhub.gateway.run.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    private static final long DAY_MS = 86_400_000;

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();

    private Pictures pictures(long bytesMax) {
        return new Pictures(folder.resolve("pictures"), clock, bytesMax);
    }

    private static byte[] picture(int width, int height, String format, Color left) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(left);
        pen.fillRect(0, 0, width / 2, height);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    /** A JPEG as a phone writes it: it lies on its side, and says so and where it was taken beside the picture. */
    private static byte[] fromAPhone() throws IOException {
        byte[] jpeg = picture(400, 200, "jpg", Color.RED);
        String exif = "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\0" + "GPS 35.9464 120.0869";
        ByteBuffer told = ByteBuffer.allocate(jpeg.length + exif.length() + 4);
        told.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) 0xE1).putShort((short) (exif.length() + 2));
        told.put(exif.getBytes(ISO_8859_1)).put(jpeg, 2, jpeg.length - 2);
        return told.array();
    }

    private BufferedImage kept(Pictures pictures, String name) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(pictures.find(name).orElseThrow()));
    }

    @Test
    void aPictureIsKeptSmallUprightAndWithoutWhatThePhoneWroteBesideIt() throws Exception {
        Pictures pictures = pictures(1_000_000);
        String name = pictures.keep(fromAPhone());
        BufferedImage upright = kept(pictures, name);
        assertThat(upright.getWidth()).isEqualTo(200);
        assertThat(upright.getHeight()).isEqualTo(400);
        assertThat(new String(pictures.find(name).orElseThrow(), ISO_8859_1)).doesNotContain("GPS", "Exif");
        BufferedImage small = kept(pictures, pictures.keep(picture(4000, 3000, "png", Color.BLUE)));
        assertThat(small.getWidth()).isEqualTo(1600);
        assertThat(small.getHeight()).isEqualTo(1200);
    }

    @Test
    void theSamePictureIsKeptOnceUnderTheSameName() throws Exception {
        Pictures pictures = pictures(1_000_000);
        byte[] bytes = picture(40, 30, "png", Color.RED);
        assertThat(pictures.keep(bytes)).isEqualTo(pictures.keep(bytes)).matches("[0-9a-f]{64}");
        try (Stream<Path> files = Files.list(folder.resolve("pictures"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatIsNoPictureOrTooLargeIsRefusedAndLeavesNothing() throws Exception {
        Pictures pictures = pictures(1_000_000);
        byte[] gif = picture(10, 10, "gif", Color.RED);
        byte[] cut = java.util.Arrays.copyOf(picture(400, 300, "png", Color.RED), 60);
        byte[] html = "<script>alert(1)</script>".getBytes(ISO_8859_1);
        for (byte[] each : new byte[][] {gif, cut, html, {}}) {
            assertThatThrownBy(() -> pictures.keep(each))
                    .isInstanceOf(PictureRefused.class)
                    .hasMessageContaining("no JPEG or PNG");
        }
        assertThatThrownBy(() -> pictures.keep(new byte[Pictures.BYTES_MAX + 1])).hasMessageContaining("at most 8 MB");
        assertThatThrownBy(() -> pictures.keep(picture(6000, 5000, "png", Color.RED)))
                .hasMessageContaining("25 million pixels, got 6000 × 5000");
        assertThat(folder.resolve("pictures")).doesNotExist();
        Random random = new Random(7);
        byte[] good = picture(64, 64, "jpg", Color.RED);
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            try {
                pictures.keep(bad);
            } catch (PictureRefused e) {
                assertThat(e.text().zh()).isNotEmpty();
            }
        }
    }

    @Test
    void aNameThatIsNoneFindsNothing() throws Exception {
        Files.writeString(folder.resolve("secret.jpg"), "secret");
        assertThat(pictures(1_000_000).find("../secret")).isEmpty();
        assertThat(pictures(1_000_000).find("0".repeat(64))).isEmpty();
    }

    @Test
    void oldPicturesGoAndOfTooManyTheOldest() throws Exception {
        Pictures pictures = pictures(1_000_000);
        String old = pictures.keep(picture(40, 30, "png", Color.RED));
        clock.pass(91 * DAY_MS);
        String young = pictures.keep(picture(40, 30, "png", Color.BLUE));
        assertThat(pictures.find(old)).isEmpty();
        assertThat(pictures.find(young)).isPresent();

        int size = pictures.find(young).orElseThrow().length;
        Pictures few = pictures(size + size / 2);
        clock.pass(1000);
        String younger = few.keep(picture(40, 30, "png", Color.GREEN));
        assertThat(few.find(young)).isEmpty();
        assertThat(few.find(younger)).isPresent();
    }
}
