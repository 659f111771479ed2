package org.beaconhub.gateway.records;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Connects to the database of the records once, and leaves it again; it makes and changes no table. */
public final class DatabaseTrial {
    private static final int ANSWER_S = 10;

    private DatabaseTrial() {}

    /** Why a hub could not connect, in one line that holds no secret; empty where it can. */
    public static Optional<String> failure(RecordsTarget target) {
        try (Connection connection = new Database(target).connect()) {
            return connection.isValid(ANSWER_S) ? Optional.empty() : Optional.of("it does not answer");
        } catch (SQLException e) {
            return Optional.of(Database.firstLine(e));
        }
    }
}
