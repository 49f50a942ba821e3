package io.rcsplatform.campaign.books;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Other services that answer as a test tells them to. */
@Component
@Primary
class ScriptedFleet implements Ledger, Replays, ProviderRecords {
    static final LedgerTotals TEN_SENT =
            new LedgerTotals(10, 0, Map.of("sent", 10L), Map.of(), Map.of("rcs:sent", 10L), 0, 0, 0, null, null, 0);

    final List<Destination> asked = new ArrayList<>();
    final List<EventId> events = new ArrayList<>();
    private final AtomicReference<LedgerTotals> totals = new AtomicReference<>(TEN_SENT);
    private Runnable whenAsked = () -> {};
    private AccountRecord record = AccountRecord.notAvailable("demo-rcs");
    private boolean down;

    void reset() {
        asked.clear();
        events.clear();
        totals.set(TEN_SENT);
        whenAsked = () -> {};
        record = AccountRecord.notAvailable("demo-rcs");
        down = false;
    }

    void counts(LedgerTotals next) {
        totals.set(next);
    }

    /** Also when it is asked for its statement, after it was read. */
    void whenAsked(Runnable effect) {
        whenAsked = effect;
    }

    void goesDown() {
        down = true;
    }

    @Override
    public LedgerTotals totals(TenantId tenant, CampaignId campaign) {
        if (down) {
            throw new Unanswered("the ledger", new IOException("connection refused"));
        }
        return totals.get();
    }

    void hasOnRecord(AccountRecord next) {
        record = next;
    }

    @Override
    public AccountRecord since(String account, Instant from) {
        return record;
    }

    @Override
    public Statement statement(TenantId tenant, CampaignId campaign) {
        var statement = new Statement(totals.get(), List.copyOf(events));
        whenAsked.run();
        return statement;
    }

    @Override
    public int ask(Destination destination, TenantId tenant, CampaignId campaign, Instant since) {
        asked.add(destination);
        whenAsked.run();
        return 1;
    }
}
