package io.rcsplatform.webhook.publishing;

import io.rcsplatform.platform.openapi.ApiDescription;
import io.rcsplatform.webhook.test.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@OnRealServers
class OpenApiIT {
    @Autowired
    ApplicationContext service;

    @Test
    void describesWhatTheRepositorySaysThatItDescribes() throws Exception {
        ApiDescription.assertPublished(service);
    }
}
