package io.rcsplatform.platform.web;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.rcsplatform.platform.privacy.Redaction;

/** Takes phone numbers out of the addresses in traces, which are kept elsewhere: of requests that are answered and of those that are made. */
final class MaskedAddresses implements ObservationFilter {
    private static final String ADDRESS = "http.url";
    private static final String ENCODED_PLUS = "(?i)%2b";

    @Override
    public Observation.Context map(Observation.Context context) {
        var address = context.getHighCardinalityKeyValue(ADDRESS);
        if (address != null) {
            var masked = Redaction.of(address.getValue().replaceAll(ENCODED_PLUS, "+"));
            context.addHighCardinalityKeyValue(KeyValue.of(ADDRESS, masked));
        }
        return context;
    }
}
