package io.rcsplatform.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/suppressions/%2B919873700099, /v1/suppressions/***99",
        "http://10.0.0.7:8081/v1/suppressions/%2b919873700099, http://10.0.0.7:8081/v1/suppressions/***99",
        "/v1/contacts?phone=919873700099&limit=10, /v1/contacts?phone=***99&limit=10",
        "/v1/campaigns/cmp_01m8q5yr39femt6hg1fqfqfpp5/metrics, /v1/campaigns/cmp_01m8q5yr39femt6hg1fqfqfpp5/metrics",
    })
    void aTraceShowsNoPhoneNumberInAnAddress(String address, String shown) {
        var context = new Observation.Context();
        context.addHighCardinalityKeyValue(KeyValue.of("http.url", address));

        new MaskedAddresses().map(context);

        assertThat(context.getHighCardinalityKeyValue("http.url")).isEqualTo(KeyValue.of("http.url", shown));
    }
}
