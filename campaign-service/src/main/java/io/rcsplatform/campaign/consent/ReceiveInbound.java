package io.rcsplatform.campaign.consent;

import io.rcsplatform.domain.consent.ConsentKeyword;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.event.InboundReceived;
import io.rcsplatform.domain.event.InboundReceived.Inbound;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.messaging.Inbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what people wrote, and does what they said about being messaged. Where an account does not tell its tenants apart, an
 * opt-out holds for each of them; an opt-in then undoes only what came by that same account.
 */
@Service
public class ReceiveInbound {
    private static final String CONSUMER = "inbound";
    private static final Comparator<TenantId> BY_ID = Comparator.comparing(TenantId::toString);

    private final Inbox inbox;
    private final InboundMessages messages;
    private final AccountTenants accounts;
    private final ConsentLedger ledger;
    private final Consents consents;
    private final Clock clock;

    ReceiveInbound(
            Inbox inbox,
            InboundMessages messages,
            AccountTenants accounts,
            ConsentLedger ledger,
            Consents consents,
            Clock clock) {
        this.inbox = inbox;
        this.messages = messages;
        this.accounts = accounts;
        this.ledger = ledger;
        this.consents = consents;
        this.clock = clock;
    }

    @Transactional
    public void receive(InboundReceived event) {
        if (!inbox.firstTime(CONSUMER, event.id())) {
            return;
        }
        var senders = accounts.of(event.account());
        List<@Nullable TenantId> owners = new ArrayList<>();
        for (var message : event.messages()) {
            var tenants = senders.tenants(message.agent());
            owners.add(tenants.size() == 1 ? tenants.iterator().next() : null);
        }
        var source = "inbound:" + event.account();
        var fresh = messages.add(event.account(), event.messages(), owners);
        apply(fresh, senders, source);
    }

    private void apply(List<Inbound> messages, AccountTenants.Senders senders, String source) {
        Map<TenantId, List<Statement>> certain = new TreeMap<>(BY_ID);
        var sharedOptIns = new ArrayList<Inbound>();
        for (var message : messages) {
            var state = stateIn(message).orElse(null);
            if (state == null) {
                continue;
            }
            var tenants = senders.tenants(message.agent());
            if (state == ConsentState.OPTED_IN && tenants.size() > 1) {
                sharedOptIns.add(message);
            } else {
                add(certain, tenants, statement(message, state, source));
            }
        }
        certain.forEach(ledger::record);
        Map<TenantId, List<Statement>> undone = new TreeMap<>(BY_ID);
        for (var message : sharedOptIns) {
            var tenants = consents.optedOutBy(source, senders.tenants(message.agent()), message.from());
            add(undone, Set.copyOf(tenants), statement(message, ConsentState.OPTED_IN, source));
        }
        undone.forEach(ledger::record);
    }

    /** A chip says what it does in its text or its postback; only words that a person typed opt in. */
    private static Optional<ConsentState> stateIn(Inbound message) {
        return switch (message.kind()) {
            case OPT_OUT -> Optional.of(ConsentState.OPTED_OUT);
            case OPT_IN -> Optional.of(ConsentState.OPTED_IN);
            case TEXT -> Optional.ofNullable(message.text()).flatMap(ConsentKeyword::read);
            case SUGGESTION ->
                Stream.of(Optional.ofNullable(message.text()), Optional.ofNullable(message.postback()))
                        .flatMap(said -> said.flatMap(ConsentKeyword::read).stream())
                        .filter(state -> state == ConsentState.OPTED_OUT)
                        .findFirst();
            case FILE, LOCATION -> Optional.empty();
        };
    }

    /** A provider's clock that runs ahead must not make an opt-out outlast what the person says next. */
    private Statement statement(Inbound message, ConsentState state, String source) {
        Instant now = clock.instant();
        return new Statement(message.from(), state, source, message.at().isAfter(now) ? now : message.at());
    }

    private static void add(Map<TenantId, List<Statement>> to, Set<TenantId> tenants, Statement statement) {
        for (var tenant : tenants) {
            to.computeIfAbsent(tenant, _ -> new ArrayList<>()).add(statement);
        }
    }
}
