package io.rcsplatform.campaign.tenant;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param apiKey the key that the first calls are made with; empty where there is one already */
@ConfigurationProperties("rcs.bootstrap")
record BootstrapProperties(@DefaultValue("") String apiKey) {
    private static final Pattern FORM = Pattern.compile("rcs_(live|test)_[0-9A-Za-z]{32,64}");

    BootstrapProperties {
        if (!apiKey.isEmpty() && !FORM.matcher(apiKey).matches()) {
            throw new IllegalArgumentException(
                    "RCS_BOOTSTRAP_API_KEY (rcs.bootstrap.api-key) must be rcs_live_ or rcs_test_ and 32 letters and digits");
        }
    }

    @Override
    public String toString() {
        return "BootstrapProperties[apiKey=***]";
    }
}
