package io.rcsplatform.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.domain.event.CampaignChanged;
import io.rcsplatform.platform.json.EventJson;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;

@OnTestService
class PublisherIT {
    @Autowired
    Publisher publisher;

    @Autowired
    RabbitTemplate rabbit;

    @Autowired
    AmqpAdmin admin;

    @Autowired
    EventJson json;

    @BeforeEach
    void emptyQueue() {
        admin.initialize();
        admin.purgeQueue(TestService.QUEUE);
    }

    @Test
    void keepsWhatIsPublishedBeforeAnybodyEverConsumed() {
        var event = TestService.event();

        publisher.publish(TestService.DESTINATION, event);

        var message = rabbit.receive(TestService.QUEUE, 5000);
        assertThat(message).isNotNull();
        assertThat(json.read(message.getBody(), CampaignChanged.class)).isEqualTo(event);
        assertThat(message.getMessageProperties().getHeaders())
                .containsEntry("event-id", event.id().toString())
                .containsEntry("event-type", "campaign.changed.v1")
                .containsEntry("tenant-id", event.tenantId().toString());
    }

    @Test
    void failsLoudlyWhileAQueueIsMissingAndRestoresIt() {
        publisher.publish(TestService.DESTINATION, TestService.event());
        admin.deleteQueue(TestService.QUEUE);

        assertThatThrownBy(() -> publisher.publish(TestService.DESTINATION, TestService.event()))
                .isInstanceOf(PublishFailed.class)
                .hasMessageContaining("no queue is bound");

        await("the queue is declared again")
                .atMost(Duration.ofSeconds(5))
                .ignoreException(PublishFailed.class)
                .untilAsserted(() -> publisher.publish(TestService.DESTINATION, TestService.event()));
        assertThat(rabbit.receive(TestService.QUEUE, 5000)).isNotNull();
    }

    @Test
    void confirmsManyAtOnce() {
        var published = IntStream.range(0, 500)
                .mapToObj(_ -> publisher.publishAsync(TestService.DESTINATION, TestService.event()))
                .toList();

        assertThat(published).allSatisfy(confirmed -> assertThat(confirmed).succeedsWithin(Duration.ofSeconds(10)));
        assertThat(admin.getQueueInfo(TestService.QUEUE))
                .satisfies(queue -> assertThat(queue.getMessageCount()).isEqualTo(500));
    }
}
