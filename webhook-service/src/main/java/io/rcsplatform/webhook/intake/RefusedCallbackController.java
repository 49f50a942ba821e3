package io.rcsplatform.webhook.intake;

import io.rcsplatform.platform.identity.Open;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a provider why its callback was not taken. */
@RestController
class RefusedCallbackController {
    private final IntakeMetrics metrics;

    RefusedCallbackController(IntakeMetrics metrics) {
        this.metrics = metrics;
    }

    @RequestMapping("/callbacks/**")
    @Open
    void refuse(@RequestAttribute(CallbackRefusal.ATTRIBUTE) CallbackRefusal refusal, HttpServletResponse response) {
        metrics.refused(refusal);
        refusal.allowed().ifPresent(methods -> response.setHeader("Allow", methods));
        throw refusal.problem();
    }
}
