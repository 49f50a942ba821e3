package io.rcsplatform.fallback.test;

import io.rcsplatform.platform.test.TestInfra;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** The whole service on real servers. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import({TestInfra.class, Published.class})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public @interface OnRealServers {}
