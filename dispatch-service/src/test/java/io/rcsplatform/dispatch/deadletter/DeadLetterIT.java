package io.rcsplatform.dispatch.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.dispatch.deadletter.OperatorApi.Answer;
import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.WriteRecorded;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.platform.messaging.ConsumerQueue;
import io.rcsplatform.platform.messaging.EventHeaders;
import io.rcsplatform.platform.test.TestCallers;
import io.rcsplatform.platform.test.TestInfra;
import io.rcsplatform.platform.test.WritingEndpoints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** What nobody could handle is kept with its reason, and put back or given up by the operator. */
class DeadLetterIT extends OnRealServers {
    private static final ConsumerQueue BULK = new ConsumerQueue(Destination.DISPATCH_BULK, "dispatch");
    private static final ConsumerQueue CAMPAIGNS = new ConsumerQueue(Destination.CAMPAIGN_EVENTS, "dispatch");
    private static final String LETTERS = "/v1/dead_letters";

    @LocalServerPort
    int port;

    @Autowired
    DeadLetterIntake intake;

    @Autowired
    DeadLetterMetrics metrics;

    @Autowired
    MeterRegistry meters;

    @Autowired
    AmqpAdmin admin;

    @Autowired
    ApplicationContext service;

    private OperatorApi operator = OperatorApi.at(0);
    private final Batch batch = Batch.of(3);

    @BeforeEach
    void callTheService() {
        operator = OperatorApi.at(port);
    }

    @AfterEach
    void mend() {
        jdbc.sql("alter table batch drop constraint if exists broken_for_a_test")
                .update();
        jdbc.sql("alter table cancelled_campaign drop constraint if exists broken_for_a_test")
                .update();
    }

    @Test
    void showsWhatCouldNotBeHandledWithItsReasonAndStack() {
        breakFor("batch");

        feed(batch);

        var listed = letter();
        assertThat(listed.path("state").asString()).isEqualTo("open");
        assertThat(listed.path("queue").asString()).isEqualTo(BULK.name());
        assertThat(listed.path("destination").asString()).isEqualTo("rcs.dispatch.bulk");
        assertThat(listed.path("group").asString()).isEqualTo("dispatch");
        assertThat(listed.path("event_type").asString()).isEqualTo("dispatch.batch.v1");
        assertThat(listed.path("tenant_id").asString()).isEqualTo(batch.tenant().toString());
        assertThat(listed.path("attempts").asInt()).isEqualTo(1);
        assertThat(listed.path("reason").asString())
                .startsWith("failed 3 times")
                .contains("broken_for_a_test")
                .doesNotContain(batch.phone(0).e164().substring(1));
        assertThat(listed.has("payload")).isFalse();
        var whole = operator.get(path(listed)).body();
        assertThat(whole.path("id")).isEqualTo(listed.path("id"));
        assertThat(whole.path("stack").asString()).contains("DataIntegrityViolationException", "\tat ");
        assertThat(whole.path("headers").path("event-id").asString())
                .isEqualTo(whole.path("event_id").asString());
        assertThat(whole.path("payload_encoding").asString()).isEqualTo("text");
        assertThat(whole.path("payload").asString())
                .contains(batch.id().toString(), batch.phone(0).e164());
    }

    @Test
    void whatIsReplayedAfterTheFaultWasMendedIsAppliedOnce() {
        breakFor("batch");
        feed(batch);
        var letter = letter();
        mend();

        var replayed = operator.post(path(letter) + "/replay", "{\"reason\":\"the table is mended\"}");
        var again = operator.post(path(letter) + "/replay", null);

        assertThat(replayed.status()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(replayed.text("state")).isEqualTo("replayed");
        assertThat(replayed.body().path("decision").path("by").asString()).isEqualTo(TestCallers.API_KEY.toString());
        assertThat(replayed.body().path("decision").path("reason").asString()).isEqualTo("the table is mended");
        assertThat(again.status()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(again.body()).isEqualTo(replayed.body());
        awaitCompletion(batch);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.SENT, 3L));
        assertOneCopyCame();
    }

    @Test
    void replayingFromManyPlacesAtOncePublishesOnce() throws Exception {
        breakFor("batch");
        feed(batch);
        var letter = letter();
        mend();

        var answers = atOnce(8, () -> operator.post(path(letter) + "/replay", null));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.text("state")).isEqualTo("replayed"));
        awaitCompletion(batch);
        assertOneCopyCame();
    }

    @Test
    void aCopyThatACrashLeftUnmarkedIsAppliedOnce() {
        breakFor("batch");
        feed(batch);
        var letter = letter();
        mend();
        // published, and gone before the letter was marked
        rabbit.send(
                "",
                TestInfra.PREFIX + BULK.name(),
                MessageBuilder.withBody(json.write(batch.event()))
                        .setHeader(
                                EventHeaders.EVENT_ID, letter.path("event_id").asString())
                        .setHeader(EventHeaders.REPLAY, 1)
                        .build());
        awaitCompletion(batch);

        var replayed = operator.post(path(letter) + "/replay", null);

        assertThat(replayed.text("state")).isEqualTo("replayed");
        await("the second copy is worked off").atMost(SOON).until(() -> completions(batch) == 2);
        assertThat(batch.messages())
                .allSatisfy(id -> assertThat(provider.submissions(id)).isEqualTo(1));
    }

    @Test
    void whatFailsAgainIsTheSameLetterAndOpenAgain() {
        breakFor("batch");
        feed(batch);
        var letter = letter();

        operator.post(path(letter) + "/replay", null);

        await("it is open again").atMost(SOON).untilAsserted(() -> {
            var again = operator.get(path(letter));
            assertThat(again.text("state")).isEqualTo("open");
            assertThat(again.body().path("attempts").asInt()).isEqualTo(2);
        });
        assertThat(letters()).hasSize(1);

        operator.post(path(letter) + "/replay", null);

        await("and once more")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(operator.get(path(letter))
                                .body()
                                .path("attempts")
                                .asInt())
                        .isEqualTo(3));
        assertThat(letters()).hasSize(1);
    }

    @Test
    void givesUpALetterForGoodAndSaysWhy() {
        breakFor("batch");
        feed(batch);
        var letter = letter();

        var nameless = operator.post(path(letter) + "/discard", "{}");
        var discarded = operator.post(path(letter) + "/discard", "{\"reason\":\"a test\"}");
        var again = operator.post(path(letter) + "/discard", "{\"reason\":\"another word\"}");
        var replayed = operator.post(path(letter) + "/replay", null);

        assertThat(nameless.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(nameless.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/reason");
        assertThat(discarded.status()).isEqualTo(HttpStatus.OK);
        assertThat(discarded.text("state")).isEqualTo("discarded");
        assertThat(again.body()).isEqualTo(discarded.body());
        assertThat(replayed.status()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(replayed.text("code")).isEqualTo("dead_letter_discarded");
        assertThat(operator.get(LETTERS + "?state=open&tenant_id=" + batch.tenant())
                        .body()
                        .path("data"))
                .isEmpty();
    }

    @Test
    void replaysAGroupAtOnce() {
        breakFor("cancelled_campaign");
        IntStream.range(0, 7).forEach(_ -> cancel(Batch.of(1).owned(batch.tenant())));
        var all = letters(7);
        mend();

        var some = operator.post(
                LETTERS + "/replay",
                "{\"queue\":\"%s\",\"event_type\":\"campaign.changed.v1\",\"tenant_id\":\"%s\",\"limit\":3}"
                        .formatted(CAMPAIGNS.name(), batch.tenant()));
        var rest = operator.post(LETTERS + "/replay", "{\"ids\":[%s]}".formatted(ids(all)));

        assertThat(some.status()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(some.body().path("replayed").asInt()).isEqualTo(3);
        assertThat(some.body().path("failed").asInt()).isZero();
        assertThat(some.body().path("has_more").asBoolean()).isTrue();
        assertThat(rest.body().path("replayed").asInt()).isEqualTo(4);
        assertThat(rest.body().path("has_more").asBoolean()).isFalse();
        await("all are applied").atMost(SOON).until(() -> cancelled() == 7);
        assertThat(letters())
                .extracting(letter -> letter.path("state").asString())
                .containsOnly("replayed");
    }

    @Test
    void twoGroupsAtOnceTakeEachLetterOnce() throws Exception {
        breakFor("cancelled_campaign");
        IntStream.range(0, 20).forEach(_ -> cancel(Batch.of(1).owned(batch.tenant())));
        var group = "{\"ids\":[%s]}".formatted(ids(letters(20)));
        mend();

        var answers = atOnce(4, () -> operator.post(LETTERS + "/replay", group));

        assertThat(answers.stream()
                        .mapToInt(answer -> answer.body().path("replayed").asInt())
                        .sum())
                .isEqualTo(20);
        await("all are applied").atMost(SOON).until(() -> cancelled() == 20);
    }

    @Test
    void discardsAGroupAtOnceAndLeavesOthersAlone() {
        breakFor("cancelled_campaign");
        IntStream.range(0, 3).forEach(_ -> cancel(Batch.of(1).owned(batch.tenant())));
        var all = letters(3);

        var discarded = operator.post(
                LETTERS + "/discard", "{\"ids\":[%s],\"reason\":\"a test\"}".formatted(ids(all.subList(0, 2))));

        assertThat(discarded.body().path("discarded").asInt()).isEqualTo(2);
        assertThat(letters())
                .extracting(
                        letter -> letter.path("id").asString(),
                        letter -> letter.path("state").asString())
                .containsExactlyInAnyOrder(
                        tuple(all.get(0).path("id").asString(), "discarded"),
                        tuple(all.get(1).path("id").asString(), "discarded"),
                        tuple(all.get(2).path("id").asString(), "open"));
    }

    /** A new endpoint fails this test until it is called here, and for as long as it leaves no entry. */
    @Test
    void everyDecisionIsToldToTheAuditLog() {
        breakFor("cancelled_campaign");
        IntStream.range(0, 4).forEach(_ -> cancel(Batch.of(1).owned(batch.tenant())));
        var all = letters(4);
        mend();
        long before = told().size();

        operator.post(path(all.get(0)) + "/replay", null);
        operator.post(path(all.get(1)) + "/discard", "{\"reason\":\"a test\"}");
        operator.post(LETTERS + "/replay", "{\"ids\":[%s]}".formatted(ids(all.subList(2, 3))));
        operator.post(LETTERS + "/discard", "{\"ids\":[%s],\"reason\":\"a test\"}".formatted(ids(all.subList(3, 4))));

        var entries = told().stream().skip(before).toList();
        assertThat(entries)
                .extracting(WriteRecorded::action)
                .containsExactlyInAnyOrderElementsOf(WritingEndpoints.of(service));
        assertThat(entries.get(1).resource()).isEqualTo(all.get(1).path("id").asString());
        assertThat(entries.get(1).before()).contains("\"state\":\"open\"");
        assertThat(entries.get(1).after()).contains("\"state\":\"discarded\"");
    }

    /** Through the outbox, which publishes what was committed and nothing else. */
    private List<WriteRecorded> told() {
        return jdbc
                .sql("select payload from outbox where destination = ? order by id")
                .param(Destination.AUDIT_ENTRIES.name())
                .query(byte[].class)
                .list()
                .stream()
                .map(payload -> json.read(payload, WriteRecorded.class))
                .toList();
    }

    @Test
    void showsLettersInPages() {
        breakFor("cancelled_campaign");
        IntStream.range(0, 5).forEach(_ -> cancel(Batch.of(1).owned(batch.tenant())));
        var all = letters(5);
        var seen = new ArrayList<JsonNode>();
        var path = LETTERS + "?limit=2&tenant_id=" + batch.tenant();

        var page = operator.get(path).body();
        page.path("data").forEach(seen::add);
        while (page.path("has_more").asBoolean()) {
            page = operator.get(path + "&cursor=" + page.path("next_cursor").asString())
                    .body();
            page.path("data").forEach(seen::add);
        }

        assertThat(seen).isEqualTo(all);
    }

    @Test
    void whatIsDrainedTwiceIsOneLetter() {
        var message = dead("{\"schema\":\"?\"} " + batch.tenant());

        intake.onMessageBatch(List.of(message, message), null);
        intake.onMessageBatch(List.of(message), null);

        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.path("attempts").asInt()).isEqualTo(1);
            assertThat(letter.path("reason").asString()).isEqualTo("boom password=***");
        });
    }

    @Test
    void whatIsDrainedAgainAfterADecisionStaysDecided() {
        var message = dead("{\"decided\":true} " + batch.tenant());
        intake.onMessageBatch(List.of(message), null);
        operator.post(path(letter()) + "/discard", "{\"reason\":\"a test\"}");

        intake.onMessageBatch(List.of(message), null);

        assertThat(letter().path("state").asString()).isEqualTo("discarded");
    }

    @Test
    void whatTheBrokerGaveUpByItselfIsALetterToo() {
        var queue = TestInfra.PREFIX + "limited";
        admin.declareQueue(QueueBuilder.durable(queue)
                .quorum()
                .deliveryLimit(2)
                .deadLetterExchange(TestInfra.PREFIX + "DLX")
                .deadLetterRoutingKey(TestInfra.PREFIX + BULK.name())
                .build());
        rabbit.send("", queue, dead("{\"from\":\"a consumer that is killed\"}"));

        await("the broker gives up").atMost(SOON).until(() -> {
            var back = rabbit.execute(channel -> {
                var next = channel.basicGet(queue, false);
                if (next != null) {
                    channel.basicNack(next.getEnvelope().getDeliveryTag(), false, true);
                }
                return next != null;
            });
            return !back && !letters().isEmpty();
        });

        admin.deleteQueue(queue);
        var headers = operator.get(path(letter())).body().path("headers");
        assertThat(headers.path("x-death").asString()).contains("delivery_limit");
    }

    @Test
    void countsOpenLettersByQueue() {
        breakFor("batch");
        feed(batch);
        var letter = letter();
        metrics.count();
        var gauge = meters.get("rcs.dead.letters").tag("queue", BULK.name()).gauge();
        double before = gauge.value();

        operator.post(path(letter) + "/discard", "{\"reason\":\"a test\"}");
        metrics.count();

        assertThat(before).isPositive();
        assertThat(gauge.value()).isEqualTo(before - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /dlt_01h455vb4pex5vsknk084sn02q",
        "POST, /dlt_01h455vb4pex5vsknk084sn02q/replay",
        "POST, /dlt_01h455vb4pex5vsknk084sn02q/discard",
        "POST, /replay",
        "POST, /discard"
    })
    void isForTheOperatorAlone(String method, String path) {
        var body = method.equals("POST") ? "{\"reason\":\"x\",\"queue\":\"%s\"}".formatted(BULK.name()) : null;
        var tenantsAdmin = new OperatorApi(port, "admin", "campaigns:read", "campaigns:write");
        var fleet = new OperatorApi(port, "internal");

        for (var caller : List.of(tenantsAdmin, fleet)) {
            var answer = caller.call(HttpMethod.valueOf(method), LETTERS + path, body);
            assertThat(answer.status()).isEqualTo(HttpStatus.FORBIDDEN);
            assertThat(answer.text("code")).isEqualTo("insufficient_scope");
        }
    }

    @Test
    void saysAllThatIsWrongWithARequest() {
        var filters = operator.get(LETTERS + "?queue=rcs.nothing&state=lost");
        var group = operator.post(LETTERS + "/discard", "{\"tenant_id\":\"%s\",\"limit\":0}".formatted(batch.tenant()));
        var unknown = operator.get(LETTERS + "/dlt_01h455vb4pex5vsknk084sn02q");

        assertThat(filters.status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(pointers(filters)).containsExactly("?queue", "?state");
        assertThat(pointers(group)).containsExactlyInAnyOrder("", "/limit", "/reason");
        assertThat(unknown.status()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(unknown.text("code")).isEqualTo("dead_letter_not_found");
        assertThat(operator.get(LETTERS + "/nonsense").status()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    /** From now on this tenant's rows are refused, as a fault of ours would have it. */
    private void breakFor(String table) {
        jdbc.sql("alter table %s add constraint broken_for_a_test check (tenant_id <> '%s') not valid"
                        .formatted(table, batch.tenant().value()))
                .update();
    }

    private Message dead(String body) {
        var message = MessageBuilder.withBody(body.getBytes(UTF_8))
                .setHeader(EventHeaders.TENANT_ID, batch.tenant().toString())
                .setHeader("x-exception-message", "boom password=hunter2\0")
                .build();
        message.getMessageProperties().setConsumerQueue(TestInfra.PREFIX + BULK.deadLetters());
        return message;
    }

    private JsonNode letter() {
        return letters(1).getFirst();
    }

    private List<JsonNode> letters(int count) {
        return await("letters").atMost(SOON).until(this::letters, letters -> letters.size() == count);
    }

    private List<JsonNode> letters() {
        return operator.get(LETTERS + "?limit=200&tenant_id=" + batch.tenant())
                .body()
                .path("data")
                .valueStream()
                .toList();
    }

    private int cancelled() {
        return jdbc.sql("select count(*) from cancelled_campaign where tenant_id = ?")
                .param(batch.tenant().value())
                .query(Integer.class)
                .single();
    }

    /** A second copy would announce the completion a second time. */
    private void assertOneCopyCame() {
        await("the queue is empty").atMost(SOON).until(() -> {
            var queue = admin.getQueueInfo(TestInfra.PREFIX + BULK.name());
            return queue != null && queue.getMessageCount() == 0;
        });
        var after = Batch.of(1);
        feed(after);
        awaitCompletion(after);
        assertThat(completions(batch)).isEqualTo(1);
        assertThat(batch.messages())
                .allSatisfy(id -> assertThat(provider.submissions(id)).isEqualTo(1));
    }

    private static List<Answer> atOnce(int times, Callable<Answer> call) throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (Future<Answer> answer : callers.invokeAll(Collections.nCopies(times, call))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static List<String> pointers(Answer answer) {
        return answer.body()
                .path("errors")
                .valueStream()
                .map(error -> error.path("pointer").asString())
                .toList();
    }

    private static String ids(List<JsonNode> letters) {
        return String.join(
                ",",
                letters.stream().map(letter -> letter.path("id").toString()).toList());
    }

    private static String path(JsonNode letter) {
        return LETTERS + "/" + letter.path("id").asString();
    }
}
