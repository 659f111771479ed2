package org.beaconhub.gateway.console.door;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Answers that are sent anew only to who has not got them yet. */
public final class Freshness {
    private static final int TAG_BYTES = 16;

    private Freshness() {}

    /** Answers with bytes, or with 304 to who has the very same. */
    public static void answer(Context ctx, String cacheControl, byte[] body) {
        String tag = "\"" + HexFormat.of().formatHex(digest(body), 0, TAG_BYTES) + "\"";
        ctx.header("Cache-Control", cacheControl).header("ETag", tag);
        String known = ctx.header("If-None-Match");
        if (known != null && known.contains(tag)) {
            ctx.status(304).result(new byte[0]);
        } else {
            ctx.result(body);
        }
    }

    private static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
