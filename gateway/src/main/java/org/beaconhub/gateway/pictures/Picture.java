package org.beaconhub.gateway.pictures;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A clean picture: a JPEG of the hub's own making, known by the SHA-256 of its bytes. */
public final class Picture {
    private final byte[] jpeg;
    private final String name;

    Picture(byte[] jpeg) {
        this.jpeg = jpeg;
        this.name = HexFormat.of().formatHex(sha256(jpeg));
    }

    /** Its name: 64 hexadecimal digits. */
    public String name() {
        return name;
    }

    /** Its bytes. */
    public byte[] jpeg() {
        return jpeg.clone();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
