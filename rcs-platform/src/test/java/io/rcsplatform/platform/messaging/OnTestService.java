package io.rcsplatform.platform.messaging;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/** One context for all tests of this package: {@link TestService}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@AutoConfigureMockMvc
@SpringBootTest(
        classes = TestService.class,
        properties = {
            "spring.cloud.function.definition=probe",
            "spring.cloud.stream.bindings.probe-in-0.destination=rcs.fallback-events",
            "spring.cloud.stream.bindings.probe-in-0.group=campaign"
        })
@interface OnTestService {}
