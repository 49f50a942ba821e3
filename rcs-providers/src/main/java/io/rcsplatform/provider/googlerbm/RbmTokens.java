package io.rcsplatform.provider.googlerbm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.wire.AccessTokens;
import io.rcsplatform.provider.wire.HttpTransport;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;

/** How Google gives out access tokens: for an assertion that the service account signed. */
final class RbmTokens {
    private static final String TOKEN_PATH = "/token";
    private static final String GRANT = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";

    private RbmTokens() {}

    static AccessTokens of(ProviderAccount account, HttpTransport transport, Clock clock) {
        var serviceAccount = ServiceAccount.of(account);
        var url = endpoint(Objects.requireNonNull(account.authUrl()));
        var host = HttpTransport.hostOf(url);
        var headers = new Header[] {
            new BasicHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded"),
            new BasicHeader(HttpHeaders.ACCEPT, "application/json")
        };
        return new AccessTokens(
                () -> {
                    var body = GRANT + serviceAccount.assertion(url.toString(), clock.instant());
                    return transport.post(host, url.getRawPath(), body.getBytes(US_ASCII), headers);
                },
                clock);
    }

    private static URI endpoint(URI url) {
        var path = url.getRawPath().replaceAll("/+$", "");
        return url.resolve(path.endsWith(TOKEN_PATH) ? path : path + TOKEN_PATH);
    }
}
