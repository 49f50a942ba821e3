package io.rcsplatform.dispatch.ledger;

import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** Columns of a set-based statement, to be read with {@code unnest}. */
public final class SqlArrays {
    private SqlArrays() {}

    public static <T> SqlArrayValue uuids(Collection<T> rows, Function<? super T, @Nullable UUID> column) {
        return new SqlArrayValue("uuid", column(rows, column));
    }

    public static <T> SqlArrayValue longs(Collection<T> rows, Function<? super T, Long> column) {
        return new SqlArrayValue("int8", column(rows, column));
    }

    public static <T> SqlArrayValue ints(Collection<T> rows, Function<? super T, Integer> column) {
        return new SqlArrayValue("int4", column(rows, column));
    }

    public static <T> SqlArrayValue shorts(Collection<T> rows, Function<? super T, Short> column) {
        return new SqlArrayValue("int2", column(rows, column));
    }

    public static <T> SqlArrayValue booleans(Collection<T> rows, Function<? super T, Boolean> column) {
        return new SqlArrayValue("bool", column(rows, column));
    }

    public static <T> SqlArrayValue texts(Collection<T> rows, Function<? super T, @Nullable String> column) {
        return new SqlArrayValue("text", column(rows, column));
    }

    public static <T> SqlArrayValue bytes(Collection<T> rows, Function<? super T, byte[]> column) {
        return new SqlArrayValue("bytea", (Object[]) rows.stream().map(column).toArray(byte[][]::new));
    }

    public static <T> SqlArrayValue instants(Collection<T> rows, Function<? super T, @Nullable Instant> column) {
        return new SqlArrayValue("timestamptz", column(rows, column));
    }

    public static <T> SqlArrayValue legs(Collection<T> rows, Function<? super T, Channel> column) {
        return shorts(rows, row -> LedgerCodes.of(column.apply(row)));
    }

    public static <T> SqlArrayValue states(Collection<T> rows, Function<? super T, MessageState> column) {
        return shorts(rows, row -> LedgerCodes.of(column.apply(row)));
    }

    public static <T> SqlArrayValue reasons(Collection<T> rows, Function<? super T, @Nullable Reason> column) {
        return texts(rows, row -> LedgerCodes.of(column.apply(row)));
    }

    @SuppressWarnings("NullAway") // an SQL array may hold nulls, whatever the vararg says
    private static <T> Object[] column(Collection<T> rows, Function<? super T, ? extends @Nullable Object> column) {
        var values = new Object[rows.size()];
        int i = 0;
        for (var row : rows) {
            values[i++] = column.apply(row);
        }
        return values;
    }
}
