package org.beaconhub.gateway.series.influx;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which InfluxDB, which place in it, and who asks. Secrets stay in files, which are read again whenever access is
 * refused.
 */
public sealed interface InfluxTarget {
    /** Where the server listens: {@code http://host:8086}, also with a path before the API's. */
    URI url();

    /** The database that InfluxQL reads. */
    String database();

    /**
     * InfluxDB 2.x, and 3.x, which answers the same requests. For reads a 2.x before 2.7 needs a
     * database mapping with the bucket's name.
     *
     * @param url where the server listens
     * @param org organisation; any text for 3.x
     * @param bucket bucket, or database of 3.x
     * @param tokenFile file with the token; empty where the server asks for none
     */
    record V2(URI url, String org, String bucket, Optional<Path> tokenFile) implements InfluxTarget {
        /** Rejects what is not a web address, and blank names. */
        public V2 {
            checkUrl(url);
            checkName("org", org);
            checkName("bucket", bucket);
        }

        @Override
        public String database() {
            return bucket;
        }
    }

    /**
     * InfluxDB 1.x.
     *
     * @param url where the server listens
     * @param database database
     * @param policy retention policy
     * @param login who asks; empty where the server asks for none
     */
    record V1(URI url, String database, String policy, Optional<Login> login) implements InfluxTarget {
        /** Rejects what is not a web address, and blank names. */
        public V1 {
            checkUrl(url);
            checkName("database", database);
            checkName("policy", policy);
        }
    }

    /**
     * An account of a 1.x.
     *
     * @param user its name
     * @param passwordFile file with its password
     */
    record Login(String user, Path passwordFile) {}

    private static void checkUrl(URI url) {
        if (url.getUserInfo() != null || url.getQuery() != null) {
            throw new IllegalArgumentException(
                    "influx url must be http://host:port without an account or a question in it; a password is a file");
        }
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException("influx url must be http://host:port or https://host:port, got " + url);
        }
    }

    private static void checkName(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("influx " + name + " must not be blank");
        }
    }
}
