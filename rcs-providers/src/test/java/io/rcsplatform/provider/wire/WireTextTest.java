package io.rcsplatform.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class WireTextTest {
    @Property(tries = 500)
    void aValueComesBackFromUnderEveryLayer(
            @ForAll @CharRange(from = 0, to = '\ud7ff') @StringLength(max = 20) String before,
            @ForAll @CharRange(from = 0, to = '\ud7ff') @StringLength(max = 20) String value) {
        var inner = Json.object(
                Json.member("v", Json.string(WireText.literal(before).then(WireText.own(0)))));
        var body = WireText.literal("msg=")
                .then(Json.object(Json.member("p", Json.string(inner))).inForm())
                .toBody();

        var form = Samples.form(new String(body.fill(List.of(), value), StandardCharsets.UTF_8));

        var outer = Samples.json(form.getOrDefault("msg", ""));
        assertThat(Samples.json(outer.get("p").asString()).get("v").asString()).isEqualTo(before + value);
    }
}
