package org.beaconhub.gateway.records;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which database keeps the records.
 *
 * @param url as JDBC names it; without secrets
 * @param login who asks; empty for the file of a hub
 */
public record RecordsTarget(String url, Optional<Login> login) {
    private static final Pattern SECRET = Pattern.compile("(?i)(^|&)(user|password|sslpassword)=.*");

    /**
     * An account at a PostgreSQL.
     *
     * @param user its name
     * @param passwordFile file with its password, read again at each connection; empty where the server asks for none
     */
    public record Login(String user, Optional<Path> passwordFile) {
        /** Rejects a blank name. */
        public Login {
            if (user.isBlank()) {
                throw new IllegalArgumentException("the user of the records' database must have a name");
            }
        }
    }

    /** An H2 file in a folder, forced to the disk at each commit. */
    public static RecordsTarget file(Path folder) {
        String path = folder.resolve("records").toAbsolutePath().toString().replace(";", "\\;");
        return new RecordsTarget("jdbc:h2:file:" + path + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", Optional.empty());
    }

    /**
     * A database of a PostgreSQL.
     *
     * @param url {@code postgresql://host:port/database}, with settings of the driver behind a question mark
     * @throws IllegalArgumentException where it is not, or holds an account: a password is a file
     */
    public static RecordsTarget postgresql(URI url, Login login) {
        String path = url.getPath() == null ? "" : url.getPath();
        if (!"postgresql".equals(url.getScheme()) || url.getHost() == null || path.length() < 2) {
            throw new IllegalArgumentException("the records' url must be as postgresql://host:5432/database");
        }
        String settings = url.getRawQuery() == null ? "" : url.getRawQuery();
        if (url.getRawUserInfo() != null || SECRET.matcher(settings).find()) {
            throw new IllegalArgumentException(
                    "the records' url must be postgresql://host:port/database without an account; a password is a file");
        }
        return new RecordsTarget("jdbc:" + url, Optional.of(login));
    }
}
