package io.rcsplatform.webhook.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Writes rows in PostgreSQL's binary COPY format, through a buffer of fixed size. */
final class CopyRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final long SECONDS_UNTIL_2000 = 946_684_800L;
    private static final int NULL = -1;
    private static final int ROOM = 32 * 1024;

    private final CopyIn copy;
    private final ByteBuffer buffer = ByteBuffer.allocate(ROOM);

    CopyRows(CopyIn copy) {
        this.copy = copy;
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    CopyRows row(int columns) throws SQLException {
        room(Short.BYTES).putShort((short) columns);
        return this;
    }

    CopyRows uuid(UUID value) throws SQLException {
        room(Integer.BYTES + 16)
                .putInt(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
        return this;
    }

    CopyRows text(@Nullable String value) throws SQLException {
        if (value == null) {
            room(Integer.BYTES).putInt(NULL);
            return this;
        }
        return bytes(value.replace('\0', ' ').getBytes(UTF_8)); // the one character that PostgreSQL's text cannot hold
    }

    CopyRows bytes(byte[] value) throws SQLException {
        room(Integer.BYTES).putInt(value.length);
        write(value);
        return this;
    }

    CopyRows timestamp(Instant value) throws SQLException {
        long micros =
                Math.multiplyExact(value.getEpochSecond() - SECONDS_UNTIL_2000, 1_000_000L) + value.getNano() / 1000;
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(micros);
        return this;
    }

    /** Ends the copy; returns how many rows it stored. */
    long end() throws SQLException {
        room(Short.BYTES).putShort((short) -1);
        flush();
        return copy.endCopy();
    }

    private void write(byte[] value) throws SQLException {
        if (value.length <= ROOM) {
            room(value.length).put(value);
        } else {
            flush();
            copy.writeToCopy(value, 0, value.length);
        }
    }

    private ByteBuffer room(int bytes) throws SQLException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
