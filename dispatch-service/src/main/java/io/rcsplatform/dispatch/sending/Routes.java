package io.rcsplatform.dispatch.sending;

import io.rcsplatform.dispatch.account.SendingAccounts;
import io.rcsplatform.dispatch.account.SendingAccounts.SendingAccount;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.platform.logging.LogFields;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds a batch's route and compiles its content, once for all its recipients. */
@Component
class Routes {
    private static final Logger log = LoggerFactory.getLogger(Routes.class);
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final SendingAccounts accounts;
    private final ProviderCalls calls;
    private final Circuits circuits;

    Routes(SendingAccounts accounts, ProviderCalls calls, Circuits circuits) {
        this.accounts = accounts;
        this.calls = calls;
        this.circuits = circuits;
    }

    Route of(DispatchBatch batch) {
        return accounts.find(batch.sender().account())
                .map(account -> compile(account, batch))
                .orElseGet(() -> refused(
                        batch,
                        Reason.AUTHENTICATION,
                        "no account is named " + batch.sender().account()));
    }

    private Route compile(SendingAccount account, DispatchBatch batch) {
        var sender = account.sender();
        try {
            var compiled = sender.compile(
                    batch.content(),
                    batch.sender().address(),
                    batch.trafficClass(),
                    batch.variables(),
                    batch.deadline());
            return new Route(
                    calls.timed(batch.sender().account(), compiled),
                    sender.idempotent(),
                    account.responseTimeout().plus(MARGIN),
                    circuits.of(batch.sender().account()));
        } catch (IllegalArgumentException e) {
            return refused(batch, Reason.CONTENT_REJECTED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("{} of {}: the content cannot be compiled", batch.batchId(), batch.tenantId(), e);
            return refused(batch, Reason.OTHER, e.getClass().getSimpleName());
        }
    }

    private static Route refused(DispatchBatch batch, Reason reason, String detail) {
        log.atWarn()
                .addKeyValue(LogFields.EVENT, "batch.refused")
                .log("Nothing of {} of {} can be sent: {}", batch.batchId(), batch.tenantId(), detail);
        return Route.refusing(reason, detail);
    }
}
