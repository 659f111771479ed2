package org.beaconhub.gateway.console.door;

import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A form with files. It is held in memory, and never on the disk as it came. */
public final class FileForm {
    /** What the content type of such a form begins with. */
    public static final String TYPE = "multipart/form-data";

    /** Fields that are not files have at most so many bytes. */
    private static final int TEXT_BYTES_MAX = 16 * 1024;
    /** Of what is refused so much is read and thrown away: a browser shows no answer before it has sent all. */
    private static final long DISCARDED_BYTES_MAX = 64L << 20;

    private static final int PIECE_BYTES = 64 * 1024;

    private final List<Part> parts;

    private FileForm(List<Part> parts) {
        this.parts = parts;
    }

    /** Whether a request carries one. */
    public static boolean isSent(Context ctx) {
        String type = ctx.contentType();
        return type != null && type.startsWith(TYPE);
    }

    /**
     * Reads one.
     *
     * @param bytesMax the most bytes of all of it
     * @throws IOException where it is larger, breaks off, or is no form
     */
    public static FileForm read(Context ctx, long bytesMax) throws IOException {
        ctx.req()
                .setAttribute(
                        "org.eclipse.jetty.multipartConfig",
                        new MultipartConfigElement("", bytesMax, bytesMax, Math.toIntExact(bytesMax)));
        try {
            return new FileForm(List.copyOf(ctx.req().getParts()));
        } catch (IllegalStateException | ServletException e) {
            throw new IOException("the form is too large, or none: " + e.getMessage(), e);
        }
    }

    /** Reads what came and forgets it, so that the answer is seen. */
    public static void discard(Context ctx) {
        byte[] piece = new byte[PIECE_BYTES];
        long left = DISCARDED_BYTES_MAX;
        try {
            InputStream in = ctx.req().getInputStream();
            int read = 0;
            while (left > 0 && read >= 0) {
                read = in.read(piece);
                left -= read;
            }
        } catch (IOException e) {
            ctx.header("Connection", "close"); // who sent it is gone, or sends what cannot be read
        }
    }

    /** How many fields and files it has. */
    public int size() {
        return parts.size();
    }

    /** A text of it; empty where it has none of that name. */
    public Optional<String> text(String name) throws IOException {
        for (Part part : parts) {
            if (part.getName().equals(name) && part.getSubmittedFileName() == null) {
                return Optional.of(new String(bytes(part, TEXT_BYTES_MAX), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    /**
     * Its files of a name that hold something, in their order; a browser sends an empty one where none is chosen.
     *
     * @param bytesMax so much of each; what is longer comes with one byte more
     */
    public List<byte[]> files(String name, int bytesMax) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (Part part : parts) {
            if (part.getName().equals(name) && part.getSize() > 0) {
                files.add(bytes(part, bytesMax + 1));
            }
        }
        return files;
    }

    private static byte[] bytes(Part part, int max) throws IOException {
        try (InputStream in = part.getInputStream()) {
            return in.readNBytes(max);
        }
    }
}
