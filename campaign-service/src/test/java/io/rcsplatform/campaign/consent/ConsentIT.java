package io.rcsplatform.campaign.consent;

import static io.rcsplatform.campaign.whole.Api.assertNotFound;
import static io.rcsplatform.campaign.whole.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.campaign.whole.Api;
import io.rcsplatform.campaign.whole.OnWholeService;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.domain.event.ConsentChanged.Entry;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.InboundReceived;
import io.rcsplatform.domain.event.InboundReceived.Inbound;
import io.rcsplatform.domain.event.InboundReceived.Kind;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.messaging.Publisher;
import io.rcsplatform.platform.test.TestInfra;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnWholeService
class ConsentIT {
    private static final String DISPATCH_QUEUE = TestInfra.PREFIX + Destination.CONSENT_EVENTS.address() + ".dispatch";
    private static final PhoneNumber ASHA = new PhoneNumber(919811111111L);
    private static final Instant LAST_YEAR = Instant.parse("2025-06-01T12:00:00Z");

    @Autowired
    Api api;

    @Autowired
    ReceiveInbound inbound;

    @Autowired
    Publisher publisher;

    @Autowired
    AmqpTemplate broker;

    @Autowired
    EventJson json;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Ids ids;

    TenantId tenant;
    String account;

    @BeforeEach
    void aTenantWithAnAccountOfItsOwn() {
        tenant = api.tenant();
        account = "account-" + ids.draw();
        sender(tenant, null);
    }

    @Test
    void aStopThatSomebodyWritesHoldsAndIsAnnounced() {
        publisher.publish(Destination.INBOUND, event(written("Stop!", LAST_YEAR)));

        await("the opt-out").untilAsserted(() -> assertThat(suppressed(tenant)).containsExactly(ASHA.e164()));
        assertThat(announced(1)).containsExactly(new Entry(ASHA, ConsentState.OPTED_OUT, LAST_YEAR));
        assertThat(texts(api.get(tenant, "/v1/inbound_messages"), "$.data[*].text"))
                .containsExactly("Stop!");
    }

    @Test
    void tellsTheFleetWhatWasStoredLatelyWhetherOrNotTheBrokerHasIt() {
        receive(written("STOP", LAST_YEAR));

        var recent = api.getAsFleet("/internal/consents?last_s=60");

        assertThat(texts(recent, "$.data[?(@.tenant_id=='" + tenant + "')].entries[*].number"))
                .containsExactly(ASHA.e164());
        assertThat(api.get(tenant, "/internal/consents?last_s=60")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(api.getAsFleet("/internal/consents?last_s=0")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void aStartUndoesAStopAndIsAnnounced() {
        receive(written("STOP", LAST_YEAR));
        receive(written("start", LAST_YEAR.plusSeconds(1)));

        assertThat(suppressed(tenant)).isEmpty();
        assertThat(said(tenant)).containsExactly("opted_in", "opted_out");
        assertThat(announced(2))
                .containsExactlyInAnyOrder(
                        new Entry(ASHA, ConsentState.OPTED_OUT, LAST_YEAR),
                        new Entry(ASHA, ConsentState.OPTED_IN, LAST_YEAR.plusSeconds(1)));
    }

    @Test
    void theLaterWordHoldsWhateverOrderTheyArriveIn() {
        receive(written("start", LAST_YEAR.plusSeconds(1)));
        receive(written("stop", LAST_YEAR));

        assertThat(suppressed(tenant)).isEmpty();
        assertThat(said(tenant)).hasSize(2);
    }

    @Test
    void ofTwoWordsAtOneInstantTheOptOutHolds() {
        receive(written("stop", LAST_YEAR), written("start", LAST_YEAR));

        assertThat(suppressed(tenant)).containsExactly(ASHA.e164());
    }

    @Test
    void aClockThatRunsAheadDoesNotMakeAStopLast() {
        receive(written("stop", Instant.now().plus(Duration.ofDays(400))));
        assertThat(suppressed(tenant)).hasSize(1);

        assertThat(api.delete(tenant, "/v1/suppressions/" + ASHA.e164())).hasStatus(HttpStatus.NO_CONTENT);

        assertThat(suppressed(tenant)).isEmpty();
    }

    @Test
    void aMessageThatComesAgainIsRecordedOnce() {
        var message = written("stop", LAST_YEAR);
        var event = event(message);

        inbound.receive(event);
        inbound.receive(event);
        receive(message);

        assertThat(said(tenant)).hasSize(1);
        assertThat(texts(api.get(tenant, "/v1/inbound_messages"), "$.data[*].id"))
                .hasSize(1);
    }

    @Test
    void theProvidersOwnWordCountsBesideTheText() {
        receive(message(Kind.OPT_OUT, null, null, LAST_YEAR));
        assertThat(suppressed(tenant)).hasSize(1);

        receive(message(Kind.OPT_IN, null, null, LAST_YEAR.plusSeconds(1)));
        assertThat(suppressed(tenant)).isEmpty();
    }

    @Test
    void aChipCanOptOutButOnlyAPersonsOwnWordsOptIn() {
        receive(message(Kind.SUGGESTION, "No more", "STOP", LAST_YEAR));
        receive(message(Kind.SUGGESTION, "Start", "start", LAST_YEAR.plusSeconds(1)));

        assertThat(suppressed(tenant)).hasSize(1);
    }

    @Test
    void anyOtherReplyIsKeptAndChangesNothing() {
        receive(written("When does the sale start?", LAST_YEAR));

        assertThat(said(tenant)).isEmpty();
        assertThat(texts(api.get(tenant, "/v1/inbound_messages"), "$.data[*].from"))
                .containsExactly(ASHA.e164());
    }

    @Test
    void onASharedAccountAnOptOutHoldsForAllThatItMayBeMeantFor() {
        var other = api.tenant();
        sender(other, null);

        receive(written("stop", LAST_YEAR), written("Who are you?", LAST_YEAR));

        assertThat(suppressed(tenant)).hasSize(1);
        assertThat(suppressed(other)).hasSize(1);
        assertThat(texts(api.get(tenant, "/v1/inbound_messages"), "$.data[*]")).isEmpty();
        assertThat(texts(api.get(other, "/v1/inbound_messages"), "$.data[*]")).isEmpty();
    }

    @Test
    void onASharedAccountAnOptInUndoesOnlyWhatCameByIt() {
        var other = api.tenant();
        sender(other, null);
        api.post(other, "/v1/suppressions", "{\"phone\": \"%s\"}".formatted(ASHA.e164()));
        receive(written("stop", LAST_YEAR));

        receive(written("start", Instant.now()));

        assertThat(suppressed(tenant)).isEmpty();
        assertThat(suppressed(other)).hasSize(1);
    }

    @Test
    void theAgentTellsWhoIsMeant() {
        var other = api.tenant();
        account = "account-" + ids.draw();
        sender(tenant, "agent-a");
        sender(other, "agent-b");

        receive(to("agent-B", "stop"));

        assertThat(suppressed(tenant)).isEmpty();
        assertThat(suppressed(other)).hasSize(1);

        receive(to("agent-nobody-knows", "stop"));

        assertThat(suppressed(tenant)).hasSize(1);
    }

    @Test
    void theLedgerIsOnlyEverAddedTo() {
        receive(written("stop", LAST_YEAR));

        assertThatThrownBy(() ->
                        jdbc.sql("update consent_event set state = 'opted_in'").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from consent_event").update()).hasMessageContaining("append-only");
    }

    @Test
    void aTenantRecordsConsentWithItsSource() {
        assertThat(api.post(tenant, "/v1/consents", """
                {"phone": "%s", "state": "opted_out", "source": "call centre"}
                """.formatted(ASHA.e164()))).hasStatus(HttpStatus.CREATED);

        assertThat(suppressed(tenant)).containsExactly(ASHA.e164());
        assertThat(api.get(tenant, history()))
                .bodyJson()
                .extractingPath("$.data[0].source")
                .isEqualTo("call centre");
        assertThat(announced(1)).hasSize(1);
    }

    @Test
    void refusesConsentThatSaysTooLittle() {
        assertThat(api.post(tenant, "/v1/consents", "{\"phone\": \"12\"}"))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyJson()
                .extractingPath("$.errors[*].pointer")
                .asArray()
                .containsExactlyInAnyOrder("/phone", "/state", "/source");
        assertThat(api.get(tenant, "/v1/consents")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertNotFound(api.delete(tenant, "/v1/suppressions/" + ASHA.e164()));
    }

    private void sender(TenantId owner, @Nullable String address) {
        jdbc.sql("""
                insert into sender (tenant_id, id, name, channel, provider_account, address, rate_per_second, created_at)
                values (:tenant, :id, 'Sender', 'rcs', :account, :address, 10, now())
                """)
                .param("tenant", owner.value())
                .param("id", ids.draw())
                .param("account", account)
                .param("address", address)
                .update();
    }

    private void receive(Inbound... messages) {
        inbound.receive(event(messages));
    }

    private InboundReceived event(Inbound... messages) {
        return new InboundReceived(ids.event(), Instant.now(), account, List.of(messages));
    }

    private Inbound written(String text, Instant at) {
        return message(Kind.TEXT, text, null, at);
    }

    private Inbound message(Kind kind, @Nullable String text, @Nullable String postback, Instant at) {
        return new Inbound(ids.draw().toString(), kind, ASHA, null, text, postback, at);
    }

    private Inbound to(String agent, String text) {
        return new Inbound(ids.draw().toString(), Kind.TEXT, ASHA, agent, text, null, LAST_YEAR);
    }

    private List<String> suppressed(TenantId of) {
        return texts(api.get(of, "/v1/suppressions"), "$.data[*].phone");
    }

    private List<String> said(TenantId of) {
        return texts(api.get(of, history()), "$.data[*].state");
    }

    private static String history() {
        return "/v1/consents?phone=%2B" + ASHA.digits();
    }

    /** What the dispatcher hears of this tenant; other tests' announcements lie in the queue too. */
    private List<Entry> announced(int entries) {
        var heard = new ArrayList<Entry>();
        await("the announcement").atMost(Duration.ofSeconds(10)).until(() -> {
            for (var message = broker.receive(DISPATCH_QUEUE);
                    message != null;
                    message = broker.receive(DISPATCH_QUEUE)) {
                var changed = json.read(message.getBody(), ConsentChanged.class);
                if (changed.tenantId().equals(tenant)) {
                    heard.addAll(changed.entries());
                }
            }
            return heard.size() >= entries;
        });
        return heard;
    }
}
