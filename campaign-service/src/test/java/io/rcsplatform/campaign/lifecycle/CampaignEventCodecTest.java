package io.rcsplatform.campaign.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rcsplatform.campaign.lifecycle.CampaignEventCodec.Stored;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignCreated;
import io.rcsplatform.domain.campaign.CampaignFixture;
import io.rcsplatform.domain.message.UnknownPolicy;
import io.rcsplatform.platform.json.EventJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

class CampaignEventCodecTest {
    /** Forms that lie in databases; one is never taken away, and changed by adding only. */
    static final List<Stored> EVERY_FORM_EVER_STORED = List.of(
            new Stored("campaign.created.v1", """
                    {"name":"Spring sale",
                     "sender_id":"snd_01m80000000e00800000000003","template_version_id":"tpv_01m80000000e00800000000004",
                     "audience_id":"aud_01m80000000e00800000000005","traffic_class":"promotion",
                     "fallback_sender_id":"snd_01m80000000e00800000000006","validity_s":86400}
                    """),
            new Stored("campaign.created.v1", """
                    {"name":"Spring sale",
                     "sender_id":"snd_01m80000000e00800000000003","template_version_id":"tpv_01m80000000e00800000000004",
                     "audience_id":"aud_01m80000000e00800000000005","traffic_class":"transaction","validity_s":60}
                    """),
            new Stored("campaign.created.v1", """
                    {"name":"Spring sale",
                     "sender_id":"snd_01m80000000e00800000000003","template_version_id":"tpv_01m80000000e00800000000004",
                     "audience_id":"aud_01m80000000e00800000000005","traffic_class":"transaction","validity_s":60,
                     "unknown_policy":"never_miss"}
                    """),
            new Stored("campaign.scheduled.v1", "{\"launch_at\":\"2026-03-01T10:00:00.123Z\"}"),
            new Stored("campaign.launched.v1", "{}"),
            new Stored("campaign.planned.v1", "{\"recipients\":10,\"skipped\":3}"),
            new Stored("campaign.paused.v1", "{\"reason\":\"asked\"}"),
            new Stored("campaign.resumed.v1", "{}"),
            new Stored("campaign.drained.v1", "{}"),
            new Stored("campaign.completed.v1", "{}"),
            new Stored("campaign.cancelled.v1", "{}"),
            new Stored("campaign.failed.v1", "{\"reason\":\"planning_failed\"}"));

    private final JsonMapper mapper = new EventJson().mapper();
    private final CampaignEventCodec codec = new CampaignEventCodec(mapper);

    @ParameterizedTest
    @FieldSource("EVERY_FORM_EVER_STORED")
    void stillReadsAndWritesEveryFormEverStored(Stored stored) {
        var event = codec.decode(CampaignFixture.TENANT, CampaignFixture.ID, stored, CampaignFixture.NOW);

        var again = codec.encode(event);
        assertThat(again.type()).isEqualTo(stored.type());
        assertThat(mapper.readTree(again.payload()).properties())
                .containsAll(mapper.readTree(stored.payload()).properties());
        assertThat(event.campaignId()).isEqualTo(CampaignFixture.ID);
        assertThat(event.occurredAt()).isEqualTo(CampaignFixture.NOW);
    }

    @ParameterizedTest
    @CsvSource({"promotion, NEVER_TWICE", "authentication, NEVER_MISS"})
    void takesTheUsualPolicyForUnknownMessagesWhereNoneWasStored(String trafficClass, UnknownPolicy usual) {
        var stored = new Stored("campaign.created.v1", """
                {"name":"Spring sale",
                 "sender_id":"snd_01m80000000e00800000000003","template_version_id":"tpv_01m80000000e00800000000004",
                 "audience_id":"aud_01m80000000e00800000000005","traffic_class":"%s","validity_s":60}
                """.formatted(trafficClass));

        var event =
                (CampaignCreated) codec.decode(CampaignFixture.TENANT, CampaignFixture.ID, stored, CampaignFixture.NOW);

        assertThat(event.settings().unknownPolicy()).isEqualTo(usual);
    }

    @Test
    void refusesAHistoryThatItDoesNotUnderstand() {
        assertThatIllegalStateException()
                .isThrownBy(() -> codec.decode(
                        CampaignFixture.TENANT,
                        CampaignFixture.ID,
                        new Stored("campaign.vanished.v1", "{}"),
                        CampaignFixture.NOW))
                .withMessageContaining("campaign.vanished.v1");
    }
}
