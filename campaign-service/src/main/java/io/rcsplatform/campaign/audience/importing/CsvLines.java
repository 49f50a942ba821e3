package io.rcsplatform.campaign.audience.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The lines of a file that comes in, one at a time: memory holds a buffer and the line, never the file. */
final class CsvLines {
    static final int MAX_LINE_BYTES = 256 * 1024;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final char REPLACEMENT = '\uFFFD';

    private final InputStream file;
    private final long maxBytes;
    private final Deque<Line> returned = new ArrayDeque<>();
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int end;
    private long bytes;
    private long number;

    CsvLines(InputStream file, long maxBytes) throws IOException {
        this.file = file;
        this.maxBytes = maxBytes;
        skipByteOrderMark();
    }

    /** The next line without its end; null after the last one. */
    @Nullable
    Line next() throws IOException {
        if (!returned.isEmpty()) {
            return returned.pop();
        }
        int scanned = 0;
        while (true) {
            for (int i = start + scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    return take(i, i + 1);
                }
            }
            scanned = end - start;
            if (scanned > MAX_LINE_BYTES) {
                return skipOverlong();
            }
            if (!fill()) {
                return start == end ? null : take(end, end);
            }
        }
    }

    /** Gives a line back, to be the next one. */
    void giveBack(Line line) {
        returned.push(line);
    }

    private Line take(int textEnd, int next) {
        int to = textEnd > start && buffer[textEnd - 1] == '\r' ? textEnd - 1 : textEnd;
        var line = decode(++number, buffer, start, to - start);
        start = next;
        return line;
    }

    private static Line decode(long number, byte[] bytes, int offset, int length) {
        var text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return new Text(number, text);
        }
        try {
            return new Text(
                    number,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, offset, length))
                            .toString());
        } catch (CharacterCodingException _) {
            return new NotUtf8(number);
        }
    }

    private Line skipOverlong() throws IOException {
        while (true) {
            for (int i = start; i < end; i++) {
                if (buffer[i] == '\n') {
                    start = i + 1;
                    return new TooLong(++number);
                }
            }
            start = end;
            if (!fill()) {
                return new TooLong(++number);
            }
        }
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = file.read(buffer, end, buffer.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        bytes += read;
        if (bytes > maxBytes) {
            throw new FileTooLarge();
        }
        return true;
    }

    private void skipByteOrderMark() throws IOException {
        boolean more = true;
        while (more && end < 3) {
            more = fill();
        }
        if (startsWith(0xEF, 0xBB, 0xBF)) {
            start = 3;
        } else if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
            throw new Utf16();
        }
    }

    private boolean startsWith(int... mark) {
        if (end < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((buffer[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    sealed interface Line {
        long number();
    }

    record Text(long number, String text) implements Line {}

    record NotUtf8(long number) implements Line {}

    record TooLong(long number) implements Line {}

    static final class FileTooLarge extends IOException {}

    static final class Utf16 extends IOException {}
}
