package io.rcsplatform.webhook.publishing;

import io.rcsplatform.platform.logging.LogFields;
import io.rcsplatform.provider.CallbackContent;
import io.rcsplatform.webhook.account.CallbackAccount;
import io.rcsplatform.webhook.account.CallbackAccounts;
import io.rcsplatform.webhook.raw.RawBatch;
import io.rcsplatform.webhook.raw.RawCallback;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has each callback read by its account's provider. */
@Component
class ReadCallbacks {
    private static final Logger log = LoggerFactory.getLogger(ReadCallbacks.class);

    private final CallbackAccounts accounts;

    ReadCallbacks(CallbackAccounts accounts) {
        this.accounts = accounts;
    }

    BatchContent read(RawBatch batch) {
        var reading = new BatchReading(batch);
        batch.callbacks().forEach(callback -> reading.add(callback, read(callback)));
        return reading.content();
    }

    private CallbackContent read(RawCallback callback) {
        return accounts.named(callback.account())
                .map(account -> read(account, callback))
                .orElseGet(() -> unrecognised("no account has this name any more"));
    }

    private static CallbackContent read(CallbackAccount account, RawCallback callback) {
        try {
            return account.reader().read(callback.request());
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue(LogFields.EVENT, "callback.unreadable")
                    .log("The reader of account {} failed over callback {}", callback.account(), callback.id(), e);
            return unrecognised("its reader failed: " + e.getClass().getSimpleName());
        }
    }

    private static CallbackContent unrecognised(String note) {
        return new CallbackContent(List.of(), List.of(), List.of(note));
    }
}
