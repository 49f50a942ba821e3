package io.rcsplatform.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor null on the last page
 */
public record Page<T>(
        List<T> data, boolean hasMore, @Nullable String nextCursor) {

    /**
     * @param rows up to {@code paging.limit() + 1} of them: one more than asked for tells that there are more
     * @param cursor where the page after a given last row starts
     */
    public static <T> Page<T> of(List<T> rows, Paging paging, Function<T, Cursor> cursor) {
        if (rows.size() <= paging.limit()) {
            return new Page<>(List.copyOf(rows), false, null);
        }
        var data = List.copyOf(rows.subList(0, paging.limit()));
        return new Page<>(data, true, cursor.apply(data.getLast()).encode());
    }

    /** The same page in another form, such as a response record. */
    public <R> Page<R> map(Function<? super T, ? extends R> form) {
        return new Page<>(data.stream().<R>map(form).toList(), hasMore, nextCursor);
    }
}
