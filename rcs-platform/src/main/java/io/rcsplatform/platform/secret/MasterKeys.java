package io.rcsplatform.platform.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The installation's master keys by their ids. Each value is sealed under a data key of its own, which the first master key wraps; those
 * after it open what was sealed before. {@code sealed:v1:<id of the master key>:<wrapped data key>:<value>}
 */
final class MasterKeys {
    static final String VARIABLE = "RCS_MASTER_KEYS";
    static final String FILE_VARIABLE = "RCS_MASTER_KEYS_FILE";
    static final String PREFIX = "sealed:v1:";

    private static final Pattern KEY = Pattern.compile("([A-Za-z0-9_-]{1,64}):([A-Za-z0-9+/]{43}=)");
    private static final Pattern SEALED =
            Pattern.compile("sealed:v1:([A-Za-z0-9_-]{1,64}):([A-Za-z0-9_-]{40,}):([A-Za-z0-9_-]{38,})");
    private static final String DATA_KEY = "data key of a sealed value";
    private static final String VALUE = "sealed value";

    private final SequencedMap<String, SealingKey> byId;

    private MasterKeys(SequencedMap<String, SealingKey> byId) {
        this.byId = byId;
    }

    /** From {@value #VARIABLE}, or else the file that {@value #FILE_VARIABLE} names; none where neither is set. */
    static MasterKeys configured(Function<String, @Nullable String> settings) {
        var keys = settings.apply(VARIABLE);
        if (keys != null && !keys.isBlank()) {
            return parse(VARIABLE, keys);
        }
        var file = settings.apply(FILE_VARIABLE);
        if (file == null || file.isBlank()) {
            return new MasterKeys(new LinkedHashMap<>());
        }
        try {
            return parse(FILE_VARIABLE, Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE_VARIABLE + ": there is no file that can be read at " + file, e);
        }
    }

    /** @param text {@code id:base64 of 32 bytes}, by commas or line breaks; the newest first */
    static MasterKeys parse(String setting, String text) {
        var keys = new LinkedHashMap<String, SealingKey>();
        for (var part : text.strip().split("[,\\s]+", -1)) {
            var key = KEY.matcher(part);
            if (!key.matches()) {
                throw new IllegalArgumentException(
                        setting + " must be <id>:<32 random bytes in base64>, one or more, the newest first");
            }
            if (keys.put(key.group(1), SealingKey.of(Base64.getDecoder().decode(key.group(2)))) != null) {
                throw new IllegalArgumentException(setting + " has two keys named " + key.group(1));
            }
        }
        return new MasterKeys(keys);
    }

    String seal(String plain) {
        var newest = newest();
        var dataKey = SealingKey.draw();
        return sealed(newest, dataKey, SealingKey.of(dataKey).seal(VALUE, plain.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws IllegalArgumentException saying why it cannot be opened, and nothing of what is in it */
    String open(String sealed) {
        var parts = SEALED.matcher(sealed);
        if (!parts.matches()) {
            throw new IllegalArgumentException("is not of the form that ./rcs seal gives");
        }
        return SealingKey.of(dataKey(parts))
                .open(VALUE, bytes(parts.group(3)))
                .map(plain -> new String(plain, StandardCharsets.UTF_8))
                .orElseThrow(MasterKeys::changed);
    }

    /** The same text with each sealed value in it under the newest master key. The values themselves are not decrypted. */
    String reseal(String text) {
        return SEALED.matcher(text).replaceAll(found -> {
            var parts = SEALED.matcher(found.group());
            if (!parts.matches()) {
                throw changed();
            }
            return Matcher.quoteReplacement(sealed(newest(), dataKey(parts), bytes(parts.group(3))));
        });
    }

    private byte[] dataKey(Matcher parts) {
        var id = parts.group(1);
        var master = byId.get(id);
        if (master == null) {
            throw new IllegalArgumentException(
                    "is sealed under the master key " + id + ", which " + VARIABLE + " does not have");
        }
        return master.open(DATA_KEY + " under " + id, bytes(parts.group(2))).orElseThrow(MasterKeys::changed);
    }

    private String sealed(String id, byte[] dataKey, byte[] value) {
        var master = byId.get(id);
        if (master == null) {
            throw new IllegalStateException("no such master key: " + id);
        }
        return PREFIX + id + ":" + text(master.seal(DATA_KEY + " under " + id, dataKey)) + ":" + text(value);
    }

    private String newest() {
        if (byId.isEmpty()) {
            throw new IllegalArgumentException(VARIABLE + " or " + FILE_VARIABLE + " must be set");
        }
        return byId.firstEntry().getKey();
    }

    private static IllegalArgumentException changed() {
        return new IllegalArgumentException("was sealed under another master key, or changed since");
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    @Override
    public String toString() {
        return "MasterKeys" + byId.keySet();
    }
}
