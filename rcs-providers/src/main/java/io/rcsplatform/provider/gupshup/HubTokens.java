package io.rcsplatform.provider.gupshup;

import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.wire.AccessTokens;
import io.rcsplatform.provider.wire.HttpTransport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Objects;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;

/** How the hub gives out access tokens: for the client's id and secret, without a body. */
final class HubTokens {
    private static final String TOKEN_PATH = "/auth/oauth/token";

    private HubTokens() {}

    static AccessTokens of(ProviderAccount account, HttpTransport transport, Clock clock) {
        var url = Objects.requireNonNull(account.authUrl());
        var host = HttpTransport.hostOf(url);
        var path = tokenPath(url) + "?grant_type=client_credentials";
        var pair = account.credentials().get("client_id") + ":"
                + account.credentials().get("client_secret");
        var headers = new Header[] {
            new BasicHeader(
                    HttpHeaders.AUTHORIZATION,
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))),
            new BasicHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded"),
            new BasicHeader(HttpHeaders.ACCEPT, "application/json")
        };
        return new AccessTokens(() -> transport.post(host, path, new byte[0], headers), clock);
    }

    private static String tokenPath(URI url) {
        var path = url.getRawPath().replaceAll("/+$", "");
        return path.endsWith(TOKEN_PATH) ? path : path + TOKEN_PATH;
    }
}
