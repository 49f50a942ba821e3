package io.rcsplatform.platform.messaging;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.AmqpIOException;
import org.springframework.amqp.AmqpTimeoutException;

/** Tells a failure of what we stand on, which passes, from a failure of the message at hand, which does not. */
final class Outages {
    /** Connection failures, lack of resources, system errors. */
    private static final Set<String> SQL_CLASSES = Set.of("08", "53", "58");

    /** Shutdown in progress or over, start-up, read-only after a failover, serialization failure, deadlock, lock not to be had. */
    private static final Set<String> SQL_STATES = Set.of("57P01", "57P02", "57P03", "25006", "40001", "40P01", "55P03");

    private Outages() {}

    /** The outage behind a failure; null where the failure is one of its own. */
    static @Nullable Throwable behind(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Unavailable
                    || cause instanceof AmqpConnectException
                    || cause instanceof AmqpIOException
                    || cause instanceof AmqpTimeoutException
                    || cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException sql && passes(sql.getSQLState()))) {
                return cause;
            }
        }
        return null;
    }

    private static boolean passes(@Nullable String state) {
        return state != null
                && state.length() == 5
                && (SQL_CLASSES.contains(state.substring(0, 2)) || SQL_STATES.contains(state));
    }
}
