package io.rcsplatform.webhook.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** The whole service on real servers, with two accounts of {@link LineProvider} and one of Google RBM. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(WebhookTestConfiguration.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "rcs.accounts.line-one.provider=line",
            "rcs.accounts.line-one.channel=rcs",
            "rcs.accounts.line-one.contract=lines",
            "rcs.accounts.line-one.base-url=http://127.0.0.1:9",
            "rcs.accounts.line-one.credentials.key=one",
            "rcs.accounts.line-one.callback-token=" + CallingProvider.TOKEN,
            "rcs.accounts.line-two.provider=line",
            "rcs.accounts.line-two.channel=sms",
            "rcs.accounts.line-two.contract=lines",
            "rcs.accounts.line-two.base-url=http://127.0.0.1:9",
            "rcs.accounts.line-two.credentials.key=two",
            "rcs.accounts.line-two.callback-token=" + CallingProvider.OTHER_TOKEN,
            "rcs.accounts.rbm.provider=google-rbm",
            "rcs.accounts.rbm.channel=rcs",
            "rcs.accounts.rbm.contract=v1",
            "rcs.accounts.rbm.base-url=http://127.0.0.1:9",
            "rcs.accounts.rbm.auth-url=http://127.0.0.1:9",
            "rcs.accounts.rbm.credentials.client_email=sender@brand.example",
            "rcs.accounts.rbm.credentials.private_key=" + SignedByGoogle.PRIVATE_KEY,
            "rcs.accounts.rbm.credentials.client_token=" + SignedByGoogle.CLIENT_TOKEN,
            "rcs.accounts.rbm.callback-token=" + SignedByGoogle.TOKEN,
            "rcs.webhook.callback-port=0",
            "rcs.webhook.linger=100ms",
            "rcs.webhook.answer-within=3s",
            "rcs.webhook.confirm-within=500ms",
            "rcs.webhook.republish-after=1s"
        })
public @interface OnRealServers {}
