package io.rcsplatform.dispatch.record;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where providers' own records are asked for.
 *
 * @param accounts by name, as they stand in the operator's file
 */
@ConfigurationProperties("rcs")
record RecordSettings(@DefaultValue Map<String, Account> accounts) {

    /**
     * @param recordUrl answers {@code ?from=&until=} with how many submissions the provider accepted; null where it has no such thing,
     *     as Gupshup has not
     */
    record Account(@Nullable URI recordUrl) {}

    @Nullable
    URI of(String account) {
        var settings = accounts.get(account);
        return settings == null ? null : settings.recordUrl();
    }
}
