package io.rcsplatform.dispatch;

import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.platform.openapi.ApiDescription;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class OpenApiIT extends OnRealServers {
    @Autowired
    ApplicationContext service;

    @Test
    void describesWhatTheRepositorySaysThatItDescribes() throws Exception {
        ApiDescription.assertPublished(service);
    }
}
