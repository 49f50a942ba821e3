package io.rcsplatform.campaign.audience.importing;

import io.rcsplatform.campaign.audience.importing.ReceiveImport.Naming;
import io.rcsplatform.domain.id.AudienceId;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** A file that is coming in, hashed while it is read. */
final class Upload {
    private final String key;
    private final @Nullable AudienceId audience;
    private final @Nullable String country;
    private final Naming naming;
    private final DigestInputStream file;

    /**
     * @param key under which it comes once, however often it is sent
     * @param audience that the contacts join; null for none
     * @param country of the numbers that are written without a country code; null where there are none
     */
    Upload(String key, @Nullable AudienceId audience, @Nullable String country, Naming naming, InputStream file) {
        this.key = key;
        this.audience = audience;
        this.country = country;
        this.naming = naming;
        this.file = new DigestInputStream(file, sha256());
    }

    String key() {
        return key;
    }

    @Nullable
    AudienceId audience() {
        return audience;
    }

    @Nullable
    String country() {
        return country;
    }

    Naming naming() {
        return naming;
    }

    InputStream file() {
        return file;
    }

    /** Of what is asked for, beside the file. */
    byte[] parametersHash() {
        var parameters = audience + "\n" + country + "\n" + naming.phone() + "\n" + naming.consent();
        return sha256().digest(parameters.getBytes(StandardCharsets.UTF_8));
    }

    /** Of what has been read, which must be all of it. */
    byte[] fileHash() {
        return file.getMessageDigest().digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
