package io.rcsplatform.platform.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks addresses that tenants give. A name is looked up once for each connection, and the connection goes to an address that was found to
 * be everybody's: a name that leads elsewhere the next time helps nobody. So it is for every redirect.
 */
public final class OutboundHttp implements AutoCloseable {
    private static final int BUFFER_BYTES = 8 * 1024;

    private final OutboundRules rules;
    private final CloseableHttpClient client;

    public OutboundHttp(OutboundRules rules) {
        this(rules, InetAddress::getAllByName);
    }

    OutboundHttp(OutboundRules rules, Lookup lookup) {
        this.rules = rules;
        var timeout = Timeout.of(rules.timeout());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Checked(rules, lookup))
                        .setDefaultSocketConfig(
                                SocketConfig.custom().setSoTimeout(timeout).build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setRedirectStrategy(new CheckedRedirects(rules))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setRedirectsEnabled(rules.maxRedirects() > 0)
                        .setMaxRedirects(rules.maxRedirects())
                        .setResponseTimeout(timeout)
                        .setConnectionRequestTimeout(timeout)
                        .build())
                .setUserAgent("rcs-platform")
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .build();
    }

    /** Looks what is there, without fetching it. */
    public Answer head(URI url) throws IOException {
        return send(new HttpUriRequestBase("HEAD", url));
    }

    /**
     * @throws OutboundRefused when it must not be asked
     * @throws IOException when it does not answer in time, or answers more than it may
     */
    public Answer send(HttpUriRequestBase request) throws IOException {
        refuse(rules, uri(request));
        var ended = new AtomicBoolean();
        CompletableFuture.delayedExecutor(rules.timeout().toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(() -> {
                    if (!ended.get()) {
                        request.cancel();
                    }
                });
        try {
            return client.execute(request, this::answer);
        } catch (IOException e) {
            throw request.isCancelled() ? late(e) : refusalBehind(e);
        } finally {
            ended.set(true);
        }
    }

    private Answer answer(ClassicHttpResponse response) throws IOException {
        var type = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
        var length = response.getFirstHeader(HttpHeaders.CONTENT_LENGTH);
        return new Answer(
                response.getCode(),
                type == null ? null : type.getValue(),
                length == null ? null : size(length.getValue()),
                body(response));
    }

    private byte[] body(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        long limit = rules.maxSize().toBytes();
        var read = new ByteArrayOutputStream();
        try (var content = entity.getContent()) {
            var buffer = new byte[BUFFER_BYTES];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                read.write(buffer, 0, count);
                if (read.size() > limit) {
                    throw new IOException("the answer is larger than " + limit + " bytes");
                }
            }
        }
        return read.toByteArray();
    }

    private static @Nullable Long size(String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static URI uri(HttpUriRequestBase request) throws OutboundRefused {
        try {
            return request.getUri();
        } catch (URISyntaxException _) {
            throw new OutboundRefused("must be an absolute URL");
        }
    }

    private static void refuse(OutboundRules rules, URI url) throws OutboundRefused {
        var objection = rules.objection(url);
        if (objection.isPresent()) {
            throw new OutboundRefused(objection.get());
        }
    }

    private static IOException late(IOException failure) {
        var late = new InterruptedIOException("not answered in time");
        late.initCause(failure);
        return late;
    }

    private static IOException refusalBehind(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case OutboundRefused refused -> {
                    return refused;
                }
                case NotPublic refused -> {
                    return new OutboundRefused(String.valueOf(refused.getMessage()));
                }
                case RefusedRedirect refused -> {
                    return new OutboundRefused(String.valueOf(refused.getMessage()));
                }
                default -> {}
            }
        }
        return failure;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    /**
     * @param contentType null where it is not said, as {@code length} is
     * @param body empty where only the head was asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Answer(
            int status,
            @Nullable String contentType,
            @Nullable Long length,
            byte[] body) {}

    /** Where names lead. */
    interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    private record Checked(OutboundRules rules, Lookup lookup) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var found = lookup.all(host);
            for (var address : found) {
                if (!rules.allow(address)) {
                    throw new NotPublic("must name a host that everybody can reach");
                }
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static final class CheckedRedirects extends DefaultRedirectStrategy {
        private final OutboundRules rules;

        CheckedRedirects(OutboundRules rules) {
            this.rules = rules;
        }

        @Override
        public URI getLocationURI(HttpRequest request, HttpResponse response, HttpContext context)
                throws HttpException {
            var location = super.getLocationURI(request, response, context);
            var objection = rules.objection(location);
            if (objection.isPresent()) {
                throw new RefusedRedirect("a redirect " + objection.get());
            }
            return location;
        }
    }

    private static final class RefusedRedirect extends ProtocolException {
        RefusedRedirect(String message) {
            super(message);
        }
    }

    private static final class NotPublic extends UnknownHostException {
        NotPublic(String message) {
            super(message);
        }
    }
}
