package org.beaconhub.gateway.records;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Connections to the database, and its tables. A call takes a bounded time, also where the server hangs. */
final class Database {
    private static final String CONNECT_S = "10";
    private static final String ANSWER_S = "60";

    private final RecordsTarget target;

    Database(RecordsTarget target) {
        this.target = target;
    }

    /** A connection, which the caller closes. */
    Connection connect() throws SQLException {
        Properties settings = new Properties();
        settings.putAll(settings());
        settings.setProperty("user", user());
        settings.setProperty("password", password());
        return DriverManager.getConnection(target.url(), settings);
    }

    /** What keeps PostgreSQL's driver from waiting without end. */
    private Map<String, String> settings() {
        return target.login().isEmpty()
                ? Map.of()
                : Map.of(
                        "connectTimeout", CONNECT_S,
                        "loginTimeout", CONNECT_S,
                        "socketTimeout", ANSWER_S,
                        "tcpKeepAlive", "true",
                        "ApplicationName", "beacon-hub");
    }

    private String user() {
        return target.login().map(RecordsTarget.Login::user).orElse("hub");
    }

    /** It is read each time, so a new one in the same file is taken by the next try. */
    private String password() throws SQLException {
        if (target.login().isEmpty() || target.login().get().passwordFile().isEmpty()) {
            return "";
        }
        try {
            return Files.readString(target.login().get().passwordFile().get()).strip();
        } catch (IOException e) {
            throw new SQLException("cannot read the file with the records' password: " + e.getMessage(), e);
        }
    }

    /** Brings the tables to what this hub knows. */
    void migrate() throws SQLException {
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(target.url(), user(), password())
                    .jdbcProperties(settings())
                    .locations("classpath:records")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SQLException("the records' tables cannot be made: " + firstLine(e), e);
        }
    }

    /** What is wrong, in one line: libraries draw frames around it. */
    static String firstLine(Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (each instanceof SQLException) {
                return line(each);
            }
        }
        return line(fault);
    }

    private static String line(Throwable fault) {
        return String.valueOf(fault.getMessage()).strip().lines().findFirst().orElse("");
    }
}
