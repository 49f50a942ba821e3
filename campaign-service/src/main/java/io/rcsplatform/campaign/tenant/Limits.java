package io.rcsplatform.campaign.tenant;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How many requests of each kind may be made in a second. */
record Limits(int readsPerSecond, int writesPerSecond, int sendsPerSecond) {

    static Limits of(ResultSet row) throws SQLException {
        return new Limits(
                row.getInt("reads_per_second"), row.getInt("writes_per_second"), row.getInt("sends_per_second"));
    }

    /** Of columns that begin with this; null where the key has no limits of its own. */
    static @Nullable Limits of(ResultSet row, String prefix) throws SQLException {
        int reads = row.getInt(prefix + "reads_per_second");
        return row.wasNull()
                ? null
                : new Limits(reads, row.getInt(prefix + "writes_per_second"), row.getInt(prefix + "sends_per_second"));
    }
}
