package io.rcsplatform.provider.gupshup;

import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.wire.HttpResult;
import io.rcsplatform.provider.wire.HttpResult.Answered;
import io.rcsplatform.provider.wire.HttpResult.Lost;
import io.rcsplatform.provider.wire.HttpResult.NotSent;
import io.rcsplatform.provider.wire.HttpTransport;
import io.rcsplatform.provider.wire.LooseJson;
import io.rcsplatform.provider.wire.Outcomes;
import io.rcsplatform.provider.wire.WireBody;
import io.rcsplatform.provider.wire.WireText;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/**
 * Gupshup's enterprise gateway: one address for RCS and SMS, a form in, JSON or a line of text out. A refusal may come with HTTP
 * status 200. The password travels in the body only.
 */
final class Gateway implements AutoCloseable {
    private static final Header[] HEADERS = {
        new BasicHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded; charset=UTF-8"),
        new BasicHeader(HttpHeaders.ACCEPT, "application/json, text/plain")
    };
    private static final Pattern SUCCESS = Pattern.compile("(?is)success\\s*\\|[^|]*\\|\\s*([^|\\s]+).*");
    private static final Pattern ERROR = Pattern.compile("(?is)error\\s*[|:]\\s*(?:(\\d+)\\s*[|:])?\\s*(.*)");
    private static final Map<String, Reason> CODES = Map.ofEntries(
            Map.entry("102", Reason.AUTHENTICATION),
            Map.entry("103", Reason.AUTHENTICATION),
            Map.entry("104", Reason.AUTHENTICATION),
            Map.entry("105", Reason.INVALID_NUMBER),
            Map.entry("108", Reason.CONTENT_REJECTED),
            Map.entry("175", Reason.FEATURE_UNSUPPORTED));

    private final HttpTransport transport;
    private final HttpHost host;
    private final String path;
    private final Clock clock;

    Gateway(ProviderAccount account, Clock clock) {
        this.transport = new HttpTransport(account);
        this.host = HttpTransport.hostOf(account.baseUrl());
        this.path = account.baseUrl().getRawPath().isEmpty()
                ? "/"
                : account.baseUrl().getRawPath();
        this.clock = clock;
    }

    /** The fields of a form, in order. */
    static final class Form {
        private final List<WireText> fields = new ArrayList<>();

        Form field(String name, String value) {
            return field(name, WireText.literal(value));
        }

        Form field(String name, WireText value) {
            fields.add(WireText.literal(name + "=").then(value.inForm()));
            return this;
        }

        Form optional(String name, @Nullable String value) {
            return value == null || value.isBlank() ? this : field(name, value);
        }

        WireBody toBody() {
            return WireText.join("&", fields).toBody();
        }
    }

    /** What every message to this gateway carries, but the message itself. */
    static Form form(ProviderAccount account, WireText to) {
        return new Form()
                .field("method", "SendMessage")
                .field("userid", account.credentials().getOrDefault("userid", ""))
                .field("password", account.credentials().getOrDefault("password", ""))
                .field("auth_scheme", "plain")
                .field("v", "1.1")
                .field("format", "json")
                .field("send_to", to);
    }

    CompletableFuture<SendOutcome> send(byte[] form) {
        return transport.post(host, path, form, HEADERS).thenApply(this::outcome);
    }

    SendOutcome outcome(HttpResult result) {
        return switch (result) {
            case NotSent notSent -> Outcomes.notAnswered(notSent);
            case Lost lost -> Outcomes.notAnswered(lost);
            case Answered answer -> outcome(answer, Said.in(answer.body()));
        };
    }

    private SendOutcome outcome(Answered answer, Said said) {
        if (answer.status() < 200 || answer.status() >= 300) {
            return Answers.refused(answer, said.words(), Reason.PROVIDER_DOWN, clock.instant());
        }
        return switch (said.status()) {
            case "success" -> said.id().isEmpty() ? new Unknown("accepted without an id") : new Accepted(said.id());
            case "error" -> Outcomes.refused(reason(said), null, (said.id() + " " + said.words()).strip());
            default -> new Unknown("http 200 without a known status");
        };
    }

    /** 100 is the gateway's own "unknown error". */
    private static Reason reason(Said said) {
        var byCode = CODES.get(said.id());
        if (byCode != null) {
            return byCode;
        }
        var byWords = ReasonWords.read(said.words());
        if (byWords != null) {
            return byWords;
        }
        return switch (said.id()) {
            case "100" -> Reason.PROVIDER_DOWN;
            case "101" -> Reason.CONTENT_REJECTED;
            default -> Reason.OTHER;
        };
    }

    /**
     * The gateway's answer in either format.
     *
     * @param status success or error; empty where it was not understood
     * @param id of the message, or the error's code
     */
    private record Said(String status, String id, String words) {

        static Said in(String body) {
            var text = body.strip();
            if (text.startsWith("{")) {
                var json = LooseJson.parse(text).value();
                var response = json.at("response").isPresent() ? json.at("response") : json;
                return new Said(
                        or(response.first("status")).toLowerCase(Locale.ROOT),
                        or(response.first("id", "code")),
                        ReasonWords.saidIn(response));
            }
            var success = SUCCESS.matcher(text);
            if (success.matches()) {
                return new Said("success", success.group(1), "");
            }
            var error = ERROR.matcher(text);
            return error.matches()
                    ? new Said("error", or(error.group(1)), error.group(2))
                    : new Said("", "", text.startsWith("<") ? "" : text);
        }

        private static String or(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
