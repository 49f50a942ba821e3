package io.rcsplatform.provider.wire;

import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.wire.HttpResult.NotSent;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One account's pooled HTTP/1.1 connections. Nothing is retried, redirected, decompressed or remembered: what comes back is what the
 * one request brought. A connection is leased first and the request handed to it then, so that it is known for each failure whether
 * anything may have left.
 */
public final class HttpTransport implements AutoCloseable {
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(15);
    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(4);
    private static final TimeValue STALE_AFTER = TimeValue.ofMilliseconds(500);
    private static final Timeout IDLE_TIMEOUT = Timeout.ofSeconds(20);
    private static final int STALE_CONNECTIONS = 3;

    /** One carries more messages a second than a provider allows, at less cost than several. */
    private static final int IO_THREADS = 1;

    private final MinimalHttpAsyncClient client;
    private final RequestConfig config;

    public HttpTransport(ProviderAccount account) {
        this(account, CONNECTION_TIMEOUT);
    }

    /** @param connectionTimeout how long a request waits for one of the allowed connections to be free */
    HttpTransport(ProviderAccount account, Duration connectionTimeout) {
        var responseTimeout = Timeout.of(account.responseTimeout());
        config = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(connectionTimeout))
                .setResponseTimeout(responseTimeout)
                .build();
        var connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnTotal(account.maxConnections())
                .setMaxConnPerRoute(account.maxConnections())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_TIMEOUT)
                        .setSocketTimeout(responseTimeout)
                        .setIdleTimeout(IDLE_TIMEOUT)
                        .setValidateAfterInactivity(STALE_AFTER)
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .build())
                .build();
        client = HttpAsyncClients.createMinimal(
                H2Config.DEFAULT,
                Http1Config.custom()
                        .setMaxHeaderCount(200)
                        .setMaxLineLength(16 * 1024)
                        .build(),
                IOReactorConfig.custom()
                        .setIoThreadCount(IO_THREADS)
                        .setSoTimeout(responseTimeout)
                        .setTcpNoDelay(true)
                        .build(),
                connections);
        client.start();
    }

    /** The host of a URL, in the form that requests want it. */
    public static HttpHost hostOf(URI url) {
        return new HttpHost(url.getScheme(), url.getHost(), url.getPort());
    }

    /**
     * Posts once.
     *
     * @param path with the query, encoded
     * @return always completes normally, on a thread that must not be held up
     */
    public CompletableFuture<HttpResult> post(HttpHost host, String path, byte[] body, Header... headers) {
        var request = new BasicHttpRequest("POST", host, path);
        request.setHeaders(headers);
        var result = new CompletableFuture<HttpResult>();
        lease(host, request, body, result, STALE_CONNECTIONS);
        return result;
    }

    /** @param again how many more connections may be tried as long as nothing has left on one */
    private void lease(
            HttpHost host, HttpRequest request, byte[] body, CompletableFuture<HttpResult> result, int again) {
        var context = HttpClientContext.create();
        context.setRequestConfig(config);
        try {
            var _ = client.lease(host, context, new FutureCallback<>() {
                @Override
                public void completed(AsyncClientEndpoint connection) {
                    Runnable other = again > 0 ? () -> lease(host, request, body, result, again - 1) : null;
                    new HttpExchange(request, body, connection, result, other).start(context);
                }

                @Override
                public void failed(Exception e) {
                    result.complete(new NotSent(HttpResult.words(e)));
                }

                @Override
                public void cancelled() {
                    result.complete(new NotSent("no connection: cancelled"));
                }
            });
        } catch (RuntimeException e) {
            result.complete(new NotSent(HttpResult.words(e)));
        }
    }

    @Override
    public void close() {
        client.initiateShutdown();
        try {
            client.awaitShutdown(TimeValue.of(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
