package io.rcsplatform.provider.wire;

import io.rcsplatform.provider.wire.HttpResult.Answered;
import io.rcsplatform.provider.wire.HttpResult.Lost;
import io.rcsplatform.provider.wire.HttpResult.NotSent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** One request on one leased connection, and its answer. */
final class HttpExchange implements AsyncClientExchangeHandler {
    private static final int MOST_OF_AN_ANSWER = 64 * 1024;

    private final HttpRequest request;
    private final ByteBuffer body;
    private final AsyncClientEndpoint connection;
    private final CompletableFuture<HttpResult> result;
    private final @Nullable Runnable otherConnection;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream(256);

    /** From here on something may have left. */
    private volatile boolean started;

    private volatile boolean ended;

    private int status;
    private @Nullable String retryAfter;

    /** @param otherConnection what to do when this one fails before anything has left; null to give up */
    HttpExchange(
            HttpRequest request,
            byte[] body,
            AsyncClientEndpoint connection,
            CompletableFuture<HttpResult> result,
            @Nullable Runnable otherConnection) {
        this.request = request;
        this.body = ByteBuffer.wrap(body);
        this.connection = connection;
        this.result = result;
        this.otherConnection = otherConnection;
    }

    void start(HttpClientContext context) {
        try {
            connection.execute(this, context);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        started = true;
        channel.sendRequest(request, new BasicEntityDetails(body.remaining(), null), context);
    }

    @Override
    public int available() {
        return body.remaining();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (body.hasRemaining()) {
            channel.write(body);
        }
        if (!body.hasRemaining()) {
            channel.endStream();
        }
    }

    @Override
    public void consumeInformation(HttpResponse response, HttpContext context) {}

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails entity, HttpContext context) {
        status = response.getCode();
        var header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        retryAfter = header == null ? null : header.getValue();
        if (entity == null) {
            answered();
        }
    }

    @Override
    public void updateCapacity(CapacityChannel capacity) throws IOException {
        capacity.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer bytes) {
        int taken = Math.min(bytes.remaining(), MOST_OF_AN_ANSWER - answer.size());
        if (bytes.hasArray()) {
            answer.write(bytes.array(), bytes.arrayOffset() + bytes.position(), taken);
        } else {
            for (int i = 0; i < taken; i++) {
                answer.write(bytes.get(bytes.position() + i));
            }
        }
        bytes.position(bytes.limit());
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        answered();
    }

    private void answered() {
        ended = true;
        if (body.hasRemaining()) {
            connection.releaseAndDiscard();
        } else {
            connection.releaseAndReuse();
        }
        result.complete(new Answered(status, retryAfter, answer.toString(StandardCharsets.UTF_8)));
    }

    @Override
    public void failed(Exception cause) {
        broken(HttpResult.words(cause));
    }

    @Override
    public void cancel() {
        broken("connection is closed");
    }

    /** Comes last, also where nothing else comes. */
    @Override
    public void releaseResources() {
        broken("connection is closed");
    }

    private void broken(String words) {
        if (ended) {
            return;
        }
        ended = true;
        connection.releaseAndDiscard();
        if (started) {
            result.complete(new Lost(words));
        } else if (otherConnection != null) {
            otherConnection.run();
        } else {
            result.complete(new NotSent(words));
        }
    }
}
