package org.beaconhub.gateway.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What comes out of the darkroom is a small, clean picture, or a refusal. */
class DarkroomTest {
    private final Darkroom darkroom = new Darkroom();

    private BufferedImage developed(byte[] came) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(darkroom.develop(came).jpeg()));
    }

    private void refuses(byte[] came, String why) {
        assertThatThrownBy(() -> darkroom.develop(came))
                .isInstanceOf(PictureRefused.class)
                .hasMessageContaining(why);
    }

    @Test
    void aPhonesPictureComesOutUprightAndWithoutThePlaceThatThePhoneWroteBesideIt() throws Exception {
        Picture picture = darkroom.develop(Shots.fromAPhone());
        BufferedImage upright = ImageIO.read(new ByteArrayInputStream(picture.jpeg()));
        assertThat(List.of(upright.getWidth(), upright.getHeight())).containsExactly(200, 400);
        // turned to the right: what was on the left is on top
        assertThat(new Color(upright.getRGB(100, 50)).getRed()).isGreaterThan(200);
        assertThat(new Color(upright.getRGB(100, 350)).getRed()).isLessThan(50);
        assertThat(new String(picture.jpeg(), ISO_8859_1)).doesNotContain("GPS", "Exif");
        assertThat(picture.name()).matches("[0-9a-f]{64}");
    }

    @Test
    void aPictureWhoseExifNobodyCanReadIsTakenAsItLies() throws Exception {
        byte[] jpeg = Shots.picture(40, 30, "jpg", Color.RED);
        for (String exif :
                List.of("Exif\0\0", "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0GP", "Exif\0\0II*\0zz")) {
            assertThat(developed(Shots.withExif(jpeg, exif)).getColorModel()).isNotNull();
        }
    }

    @Test
    void largePicturesBecomeSmallAndSmallOnesKeepTheirSize() throws Exception {
        BufferedImage whole = developed(Shots.picture(4000, 3000, "png", Color.BLUE));
        assertThat(List.of(whole.getWidth(), whole.getHeight())).containsExactly(1600, 1200);
        BufferedImage halved = developed(Shots.picture(5000, 4000, "jpg", Color.BLUE));
        assertThat(List.of(halved.getWidth(), halved.getHeight())).containsExactly(1600, 1280);
        BufferedImage small = developed(Shots.picture(40, 30, "png", Color.BLUE));
        assertThat(List.of(small.getWidth(), small.getHeight())).containsExactly(40, 30);
        BufferedImage thin = developed(Shots.picture(15_000, 2, "png", Color.BLUE));
        assertThat(thin.getWidth()).isEqualTo(1600);
        assertThat(developed(Shots.progressive()).getWidth()).isEqualTo(64);
    }

    @Test
    void whatHidesBehindAPictureIsGone() throws Exception {
        byte[] script = "<script>alert(1)</script>PK\3\4".getBytes(ISO_8859_1);
        for (String format : List.of("jpg", "png")) {
            Picture picture = darkroom.develop(Shots.joined(Shots.picture(40, 30, format, Color.RED), script));
            assertThat(new String(picture.jpeg(), ISO_8859_1)).as(format).doesNotContain("script", "PK\3\4");
        }
    }

    @Test
    void whatIsNoPictureIsRefused() throws Exception {
        byte[] animated = Shots.picture(10, 10, "gif", Color.RED);
        byte[] cut = Arrays.copyOf(Shots.picture(400, 300, "png", Color.RED), 60);
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes(UTF_8);
        byte[] bmp = Shots.picture(10, 10, "bmp", Color.RED);
        byte[] noData = Shots.png(10, 10, "tEXt", new byte[0]);
        for (byte[] each : List.of(animated, cut, svg, bmp, noData, new byte[0], new byte[1], new byte[5000])) {
            refuses(each, "no JPEG or PNG");
        }
        refuses(new byte[Darkroom.BYTES_MAX + 1], "at most 8 MB");
    }

    @Test
    void aBombIsRefusedByItsHeadBeforeItIsDecoded() throws IOException {
        refuses(Shots.png(100_000, 100_000, "tEXt", new byte[0]), "got 100000 × 100000");
        refuses(Shots.png(24_000, 100, "tEXt", new byte[0]), "20000 a side, got 24000 × 100");
        refuses(Shots.png(Integer.MAX_VALUE, Integer.MAX_VALUE, "tEXt", new byte[0]), "25 million pixels");
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0};
        byte[] passes = Shots.picture(40, 30, "jpg", Color.RED);
        for (int i = 0; i < 50; i++) {
            passes = Shots.joined(passes, scan);
        }
        refuses(passes, "at most 40 scans, got 51");
    }

    @Test
    void packedTextBesideAPictureIsNotUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write("Comment\0\0".getBytes(ISO_8859_1));
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            for (int i = 0; i < 256; i++) {
                deflater.write(new byte[1 << 20]);
            }
        }
        refuses(Shots.png(10, 10, "zTXt", packed.toByteArray()), "no JPEG or PNG");
    }

    @Test
    void aBrokenPictureIsRefusedOrDrawnButNeverAFault() throws Exception {
        Random random = new Random(7);
        for (byte[] good : List.of(
                Shots.picture(64, 64, "jpg", Color.RED), Shots.fromAPhone(), Shots.picture(64, 64, "png", Color.RED))) {
            for (int i = 0; i < 300; i++) {
                byte[] bad = good.clone();
                for (int hits = 0; hits <= i % 3; hits++) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt();
                }
                try {
                    assertThat(darkroom.develop(bad).jpeg()).isNotEmpty();
                } catch (PictureRefused e) {
                    assertThat(e.text().zh()).isNotEmpty();
                }
            }
        }
    }
}
