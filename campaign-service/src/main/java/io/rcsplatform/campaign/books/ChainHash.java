package io.rcsplatform.campaign.books;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 in lower-case hexadecimal: of one link of a chain, and so of all links before it. */
record ChainHash(String hex) {
    private static final int BYTES = 32;

    /** What the first link follows on. */
    static final ChainHash START = of(new byte[BYTES]);

    static ChainHash of(byte[] bytes) {
        return new ChainHash(HexFormat.of().formatHex(bytes));
    }

    /** Of the link that follows this one. */
    ChainHash then(String content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes());
            return of(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
