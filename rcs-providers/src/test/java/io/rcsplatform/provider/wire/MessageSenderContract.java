package io.rcsplatform.provider.wire;

import static io.rcsplatform.provider.wire.FakeHost.Answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.message.SendOutcome.Retry;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.domain.message.SendOutcome.Unreachable;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.provider.MessageSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every sender does with a message, whatever its wire form. */
public abstract class MessageSenderContract {
    protected static final MessageId ID = new MessageId(UUID.fromString("01900000-0000-7000-8000-000000000001"));
    protected static final PhoneNumber TO = PhoneNumber.parse("+919812345678");
    protected static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    protected static final Instant DEADLINE = NOW.plusSeconds(3600);

    protected final FakeHost host = newHost();
    private final List<MessageSender> senders = new ArrayList<>();

    private static FakeHost newHost() {
        try {
            return new FakeHost();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    protected abstract MessageSender newSender(URI host);

    /** A content with one variable, {@code first_name}. */
    protected abstract MessageContent content();

    /** How this contract's provider says that it has a message. */
    protected abstract Answer acceptedAs(String providerId);

    /** What it means: the provider's own id, or ours where it takes ours. */
    protected Accepted accepted(String providerId) {
        return new Accepted(providerId);
    }

    @BeforeEach
    void accepts() {
        host.answers(acceptedAs("id-1"));
    }

    @AfterEach
    void stop() throws IOException {
        senders.forEach(MessageSender::close);
        host.close();
    }

    protected MessageSender sender(URI url) {
        var sender = newSender(url);
        senders.add(sender);
        return sender;
    }

    protected static MessageSender.Compiled compiled(MessageSender sender, MessageContent content) {
        return sender.compile(content, "BRAND1", TrafficClass.PROMOTION, List.of("first_name"), DEADLINE);
    }

    protected SendOutcome send(MessageSender sender, String value) {
        return outcome(compiled(sender, content()).send(ID, TO, List.of(value)));
    }

    protected static SendOutcome outcome(CompletableFuture<SendOutcome> sending) {
        return sending.orTimeout(10, TimeUnit.SECONDS).join();
    }

    protected SendOutcome send() {
        return send(sender(host.url("/")), "Ana");
    }

    protected static Reason reason(SendOutcome outcome) {
        return switch (outcome) {
            case Rejected rejected -> rejected.reason();
            case Unreachable unreachable -> unreachable.reason();
            case Retry retry -> retry.reason();
            case Accepted _, Unknown _ -> throw new AssertionError(outcome.toString());
        };
    }

    @Test
    void anAcceptedMessageHasTheProvidersId() {
        assertThat(send()).isEqualTo(accepted("id-1"));
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void connectionsAreUsedAgain() {
        var sender = sender(host.url("/"));

        for (int i = 0; i < 20; i++) {
            assertThat(send(sender, "Ana")).isEqualTo(accepted("id-1"));
        }

        assertThat(host.requests()).hasSize(20);
        assertThat(host.connections()).isEqualTo(1);
    }

    @Test
    void manyMessagesShareTheAllowedConnections() {
        var compiled = compiled(sender(host.url("/")), content());

        var sendings = IntStream.range(0, 300)
                .mapToObj(i -> compiled.send(ID, TO, List.of("Ana " + i)))
                .toList();

        assertThat(sendings).extracting(MessageSenderContract::outcome).containsOnly(accepted("id-1"));
        assertThat(host.requests()).hasSize(300);
        assertThat(host.connections()).isLessThanOrEqualTo(8);
    }

    @Test
    void waitsAsLongAsAThrottlingProviderSays() {
        host.answers(Answer.of(429, "slow down", "Retry-After", "17"));

        assertThat(send()).isInstanceOfSatisfying(Retry.class, retry -> {
            assertThat(retry.after()).isEqualTo(Duration.ofSeconds(17));
            assertThat(retry.reason()).isEqualTo(Reason.RATE_LIMITED);
        });
    }

    @Test
    void waitsUntilTheTimeThatAThrottlingProviderSays() {
        host.answers(Answer.of(503, "", "Retry-After", "Sun, 01 Mar 2026 10:00:30 GMT"));

        assertThat(send()).isInstanceOfSatisfying(Retry.class, retry -> {
            assertThat(retry.after()).isEqualTo(Duration.ofSeconds(30));
            assertThat(retry.reason()).isEqualTo(Reason.PROVIDER_DOWN);
        });
    }

    @Test
    void theLimitPerUserIsFinal() {
        host.answers(Answer.of(
                429,
                "{\"error\":{\"code\":429,\"message\":\"TOO_MANY_REQUESTS - You have reached the allowed traffic limit for this"
                        + " agent on the user, your message will not be delivered\"}}"));

        assertThat(send())
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.USER_CAP));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 503, 507, 599, 408, 302})
    void aProviderInTroubleIsTriedAgain(int status) {
        host.answers(Answer.of(
                status, "<html>oops</html>", "Location", host.url("/elsewhere").toString()));

        assertThat(send())
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).isEqualTo(Reason.PROVIDER_DOWN));
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void aProviderThatGaveUpWaitingForItsOwnAnswerMayHaveTheMessage() {
        host.answers(Answer.of(504, ""));

        assertThat(send()).isInstanceOf(Unknown.class);
    }

    @Test
    void wrongCredentialsAreNotTheMessagesFault() {
        host.answers(Answer.of(401, "{\"error\":{\"code\":401,\"message\":\"This request is unauthorized.\"}}"));

        assertThat(send())
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).isEqualTo(Reason.AUTHENTICATION));
    }

    @Test
    void aRefusedConnectionLeavesTheMessageUnsent() throws IOException {
        var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int port = nobody.getLocalPort();
        nobody.close();

        assertThat(send(sender(URI.create("http://127.0.0.1:" + port + "/")), "Ana"))
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).isEqualTo(Reason.PROVIDER_DOWN));
    }

    @Test
    void anUnknownHostLeavesTheMessageUnsent() {
        assertThat(send(sender(URI.create("http://nowhere.invalid/")), "Ana")).isInstanceOf(Retry.class);
    }

    @Test
    void aResetAfterTheRequestIsUnknown() {
        host.answers(Answer.reset());

        assertThat(send()).isInstanceOf(Unknown.class);
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void aConnectionClosedInsteadOfAnAnswerIsUnknown() {
        host.answers(Answer.close());

        assertThat(send()).isInstanceOf(Unknown.class);
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotComeIsUnknown() {
        host.answers(Answer.hang());

        assertThat(send()).isInstanceOf(Unknown.class);
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void anAnswerThatIsNotUnderstoodIsUnknown() {
        host.answers(Answer.of(200, "<html>Welcome to the hotel's network</html>"));

        assertThat(send()).isInstanceOf(Unknown.class);
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        host.answers(Answer.of(200, "x".repeat(5_000_000)));

        assertThat(send()).isInstanceOf(Unknown.class);
    }

    @RepeatedTest(20)
    void aConnectionThatTheProviderClosedIsLeftBeforeAnythingIsSentOnIt() throws IOException {
        var sender = sender(host.url("/"));
        assertThat(send(sender, "Ana")).isInstanceOf(Accepted.class);

        host.closeConnections();

        assertThat(send(sender, "Ana")).isInstanceOfAny(Accepted.class, Unknown.class);
        assertThat(send(sender, "Ana")).isInstanceOf(Accepted.class);
        assertThat(host.connections()).isEqualTo(2);
    }

    @Test
    void aRecipientWithoutAValueIsRefusedWithoutARequest() {
        var compiled = compiled(sender(host.url("/")), content());

        assertThat(outcome(compiled.send(ID, TO, List.of())))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.MISSING_VARIABLE));
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void aContentWithAVariableThatNobodyBringsIsRefusedWithoutARequest() {
        var compiled =
                sender(host.url("/")).compile(content(), null, TrafficClass.PROMOTION, List.of("other"), DEADLINE);

        assertThat(outcome(compiled.send(ID, TO, List.of("x"))))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.MISSING_VARIABLE));
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void secretsStayOutOfAddressesAndOutcomes() {
        host.answersFirst(Answer.of(400, "no: +919812345678 is not allowed"));

        assertThat(send().toString()).doesNotContain("9812345678", "p&ss", "secret");
        assertThat(host.requests().getFirst().target()).doesNotContain("p&ss", "p%26ss", "secret", "2000123456");
    }

    @Test
    void aClosedSenderStillAnswers() {
        var sender = newSender(host.url("/"));
        var compiled = compiled(sender, content());
        sender.close();

        assertThat(outcome(compiled.send(ID, TO, List.of("Ana")))).isInstanceOf(Retry.class);
    }
}
