package io.rcsplatform.campaign.whole;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/** One context for all tests that need the whole service: {@link WholeService}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = WholeService.class,
        properties = {
            "rcs.orchestrator.enabled=false",
            "rcs.api-keys.pepper=a pepper that is used in tests only",
            "rcs.bootstrap.api-key=" + OnWholeService.BOOTSTRAP_KEY,
            "rcs.accounts.demo-rcs.provider=gupshup",
            "rcs.accounts.demo-rcs.channel=rcs",
            "rcs.accounts.demo-rcs.contract=hub",
            "rcs.accounts.demo-rcs.base-url=http://127.0.0.1:9",
            "rcs.accounts.demo-rcs.auth-url=http://127.0.0.1:9",
            "rcs.accounts.demo-rcs.credentials.client_id=tests",
            "rcs.accounts.demo-rcs.credentials.client_secret=tests",
            "rcs.accounts.demo-rcs.callback-token=only-for-tests-0001",
            "rcs.accounts.demo-sms.provider=gupshup",
            "rcs.accounts.demo-sms.channel=sms",
            "rcs.accounts.demo-sms.contract=sms",
            "rcs.accounts.demo-sms.base-url=http://127.0.0.1:9",
            "rcs.accounts.demo-sms.credentials.userid=tests",
            "rcs.accounts.demo-sms.credentials.password=tests",
            "rcs.accounts.demo-sms.callback-token=only-for-tests-0002"
        })
@AutoConfigureMockMvc
public @interface OnWholeService {
    String BOOTSTRAP_KEY = "rcs_test_0123456789abcdefghijABCDEFGHIJ01";
}
