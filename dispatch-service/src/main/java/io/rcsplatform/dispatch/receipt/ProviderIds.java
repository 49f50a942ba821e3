package io.rcsplatform.dispatch.receipt;

import java.util.Locale;

/** Providers give an id in one case and repeat it in another. */
final class ProviderIds {
    private ProviderIds() {}

    static String normal(String providerId) {
        return providerId.toLowerCase(Locale.ROOT);
    }
}
