package io.rcsplatform.gateway.documentation;

import io.rcsplatform.platform.openapi.ApiDescription;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

@SpringBootTest
class OpenApiIT {
    @Autowired
    ApplicationContext service;

    @Test
    void describesWhatTheRepositorySaysThatItDescribes() throws Exception {
        ApiDescription.assertPublished(service);
    }
}
