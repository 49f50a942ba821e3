package io.rcsplatform.domain.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeIdTest {
    private static final Instant LAUNCH = Instant.parse("2026-03-01T10:15:30.123Z");
    private static final CampaignId CAMPAIGN = new CampaignId(UUID.fromString("01954f2a-0000-7000-8000-00000000002a"));

    @Test
    void writesTheSpecificationsExample() {
        var id = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

        assertThat(TypeId.format("prefix", id)).isEqualTo("prefix_01h455vb4pex5vsknk084sn02q");
    }

    @Property
    void readsWhatItWrites(@ForAll long high, @ForAll long low) {
        var id = new UUID(high, low);

        assertThat(TypeId.parse("msg", TypeId.format("msg", id))).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "msg_",
                "cmp_01h455vb4pex5vsknk084sn02q",
                "msg_01h455vb4pex5vsknk084sn02",
                "msg_01h455vb4pex5vsknk084sn02u",
                "msg_81h455vb4pex5vsknk084sn02q",
                "msg_01H455VB4PEX5VSKNK084SN02Q",
                "msgé01h455vb4pex5vsknk084sn02q"
            })
    void refusesWhatIsNoIdOfThatType(String text) {
        assertThatThrownBy(() -> MessageId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void theSameRecipientAlwaysHasTheSameId(@ForAll @IntRange(max = Uuid7.MAX_SEQUENCE) int sequence) {
        var id = MessageId.derive(CAMPAIGN, LAUNCH, sequence);

        assertThat(MessageId.derive(CAMPAIGN, LAUNCH, sequence)).isEqualTo(id);
        assertThat(Uuid7.sequenceOf(id.value())).isEqualTo(sequence);
        assertThat(Uuid7.instantOf(id.value())).isEqualTo(LAUNCH);
        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
    }

    @Test
    void derivedIdsSortBySequence() {
        var ids = IntStream.of(0, 1, 199, 200, 262_143, 262_144, 1_000_000, Uuid7.MAX_SEQUENCE)
                .mapToObj(
                        sequence -> MessageId.derive(CAMPAIGN, LAUNCH, sequence).toString())
                .toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anotherCampaignOfTheSameInstantHasOtherIds() {
        var other = new CampaignId(UUID.fromString("01954f2a-0000-7000-8000-00000000002b"));

        assertThat(MessageId.derive(other, LAUNCH, 1)).isNotEqualTo(MessageId.derive(CAMPAIGN, LAUNCH, 1));
    }

    @Test
    void aSequenceOutOfBoundsIsRefused() {
        assertThatThrownBy(() -> MessageId.derive(CAMPAIGN, LAUNCH, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MessageId.derive(CAMPAIGN, LAUNCH, Uuid7.MAX_SEQUENCE + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
