package org.beaconhub.gateway.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures as cameras and mischief make them. */
public final class Shots {
    private Shots() {}

    /** One whose left half has a colour. */
    public static byte[] picture(int width, int height, String format, Color left) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(drawn(width, height, left), format, bytes);
        return bytes.toByteArray();
    }

    private static BufferedImage drawn(int width, int height, Color left) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(left);
        pen.fillRect(0, 0, width / 2, height);
        pen.dispose();
        return image;
    }

    /** A JPEG as a phone writes it: it lies on its side, and says so and where it was taken beside the picture. */
    public static byte[] fromAPhone() throws IOException {
        byte[] jpeg = picture(400, 200, "jpg", Color.RED);
        String exif = "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\0" + "GPS 35.9464 120.0869";
        return withExif(jpeg, exif);
    }

    static byte[] withExif(byte[] jpeg, String exif) {
        ByteBuffer told = ByteBuffer.allocate(jpeg.length + exif.length() + 4);
        told.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) 0xE1).putShort((short) (exif.length() + 2));
        told.put(exif.getBytes(ISO_8859_1)).put(jpeg, 2, jpeg.length - 2);
        return told.array();
    }

    /** A JPEG in several passes. */
    static byte[] progressive() throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        ImageWriter writer = writers.next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(drawn(64, 48, Color.RED), null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A PNG that says to be so large, with nothing in it, and another chunk before its data. */
    public static byte[] png(int width, int height, String chunk, byte[] content) {
        ByteBuffer bytes = ByteBuffer.allocate(100 + content.length);
        bytes.put("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
        byte[] head = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        chunk(bytes, "IHDR", head);
        chunk(bytes, chunk, content);
        chunk(bytes, "IEND", new byte[0]);
        return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static void chunk(ByteBuffer bytes, String type, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(type.getBytes(ISO_8859_1));
        sum.update(content);
        bytes.putInt(content.length).put(type.getBytes(ISO_8859_1)).put(content).putInt((int) sum.getValue());
    }

    /** One file that goes on as another. */
    public static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
