package io.rcsplatform.provider.wire;

import io.rcsplatform.domain.event.InboundReceived.Inbound;
import io.rcsplatform.domain.event.InboundReceived.Kind;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.provider.CallbackContent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has been found in one callback so far. */
public final class Findings {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,31}");
    private static final int MOST_NAMES = 20;

    private final Instant receivedAt;
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Inbound> inbound = new ArrayList<>();
    private final List<String> unrecognised = new ArrayList<>();

    public Findings(Instant receivedAt) {
        this.receivedAt = receivedAt;
    }

    public Instant time(@Nullable String text) {
        return Moments.read(text, receivedAt);
    }

    public void add(Receipt receipt) {
        receipts.add(receipt);
    }

    /**
     * @param id the provider's; without one the message is known by its content and time, so that a second STOP is not taken for a
     *     repetition of the first
     */
    public void addInbound(
            @Nullable String id,
            Kind kind,
            PhoneNumber from,
            @Nullable String agent,
            @Nullable String text,
            @Nullable String postback,
            @Nullable String time) {
        var at = time(time);
        inbound.add(new Inbound(
                id == null ? hash(kind, from.e164(), text, postback, at) : id, kind, from, agent, text, postback, at));
    }

    private static String hash(@Nullable Object... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return "sha256-" + HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line that names what is there without saying it. */
    public void unrecognised(String what, LooseJson value) {
        unrecognised.add(what + ": " + shape(value));
    }

    public void unrecognised(String what) {
        unrecognised.add(what);
    }

    private static String shape(LooseJson value) {
        return switch (value) {
            case LooseJson.Text(var text) -> "text of " + text.length() + " characters";
            case LooseJson.Items(var items) -> "array of " + items.size();
            case LooseJson.Nothing _ -> "nothing";
            case LooseJson.Fields(var fields) ->
                "object with "
                        + fields.keySet().stream()
                                .limit(MOST_NAMES)
                                .map(name -> NAME.matcher(name).matches() ? name.toLowerCase(Locale.ROOT) : "?")
                                .collect(Collectors.joining(", ", "[", "]"));
        };
    }

    /** A phone number with or without plus and punctuation; null where it is none. */
    public static @Nullable PhoneNumber phone(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return PhoneNumber.parse(text.replaceFirst("^tel:", "").replaceAll("[\\s().-]", ""));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    public CallbackContent content() {
        return new CallbackContent(List.copyOf(receipts), List.copyOf(inbound), List.copyOf(unrecognised));
    }
}
