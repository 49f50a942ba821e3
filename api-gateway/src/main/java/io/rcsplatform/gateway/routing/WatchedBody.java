package io.rcsplatform.gateway.routing;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;

/** A body that is read no further than its limit, and no slower than it should come. What fails here is the client's failure. */
final class WatchedBody extends ServletInputStream {
    private static final double NANOS = 1e9;

    private final ServletInputStream body;
    private final long limit;
    private final BodyProperties properties;
    private final long startedAt = System.nanoTime();
    private long count;

    WatchedBody(ServletInputStream body, long limit, BodyProperties properties) {
        this.body = body;
        this.limit = limit;
        this.properties = properties;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read;
        try {
            read = body.read(into, offset, length);
        } catch (IOException e) {
            throw new ClientFailure.Broken(e);
        }
        if (read > 0) {
            count += read;
            check();
        }
        return read;
    }

    private void check() throws ClientFailure {
        if (count > limit) {
            throw new ClientFailure.TooLarge(limit);
        }
        long passed = System.nanoTime() - startedAt;
        if (passed > properties.patience().toNanos()
                && count < properties.slowest().toBytes() * (passed / NANOS)) {
            throw new ClientFailure.Broken(new SocketTimeoutException("too slow"));
        }
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
