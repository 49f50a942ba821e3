package io.rcsplatform.provider.wire;

import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.provider.wire.AccessTokens.Failed;
import io.rcsplatform.provider.wire.AccessTokens.Grant;
import io.rcsplatform.provider.wire.HttpResult.Answered;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;

/** Posts JSON with the account's bearer token. A token that is refused is replaced, and the request sent again, once. */
public final class AuthorisedTransport {
    private static final Header CONTENT_TYPE = new BasicHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    private static final Header ACCEPT = new BasicHeader(HttpHeaders.ACCEPT, "application/json");

    /** After this long for a token, or for a refused one, no request is begun any more. */
    private static final Duration LATEST_START = Duration.ofSeconds(10);

    private final HttpTransport transport;
    private final HttpHost host;
    private final AccessTokens tokens;

    public AuthorisedTransport(HttpTransport transport, HttpHost host, AccessTokens tokens) {
        this.transport = transport;
        this.host = host;
        this.tokens = tokens;
    }

    /**
     * @param path with the query, encoded
     * @param meaning of the answer, or of none
     * @return always completes normally, also where there is no token
     */
    public CompletableFuture<SendOutcome> post(String path, byte[] body, Function<HttpResult, SendOutcome> meaning) {
        return new Submission(path, body, meaning).authorised(true);
    }

    private final class Submission {
        private final String path;
        private final byte[] body;
        private final Function<HttpResult, SendOutcome> meaning;
        private final long handedOver = System.nanoTime();

        Submission(String path, byte[] body, Function<HttpResult, SendOutcome> meaning) {
            this.path = path;
            this.body = body;
            this.meaning = meaning;
        }

        CompletableFuture<SendOutcome> authorised(boolean first) {
            return tokens.current().thenCompose(answer -> switch (answer) {
                case Failed failed -> CompletableFuture.completedFuture(failed.outcome());
                case Grant grant -> post(grant, first);
            });
        }

        private boolean isLate() {
            return System.nanoTime() - handedOver > LATEST_START.toNanos();
        }

        private CompletableFuture<SendOutcome> post(Grant grant, boolean first) {
            if (isLate()) {
                return CompletableFuture.completedFuture(
                        Outcomes.refused(Reason.PROVIDER_DOWN, null, "access token: it came too late"));
            }
            return transport
                    .post(host, path, body, CONTENT_TYPE, ACCEPT, grant.authorization())
                    .thenCompose(result -> {
                        if (result instanceof Answered answer && answer.status() == 401) {
                            tokens.refused(grant);
                            if (first && !isLate()) {
                                return authorised(false);
                            }
                        }
                        return CompletableFuture.completedFuture(meaning.apply(result));
                    });
        }
    }
}
