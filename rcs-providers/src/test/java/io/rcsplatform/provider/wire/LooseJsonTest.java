package io.rcsplatform.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LooseJsonTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static LooseJson whole(String text) {
        var parsed = LooseJson.parse(text);
        assertThat(parsed.whole()).as(text).isTrue();
        return parsed.value();
    }

    @Test
    void everyScalarIsItsText() {
        var json = whole("{\"a\":\"x\",\"b\":000,\"c\":1526347800000,\"d\":true,\"e\":null,\"f\":1.50}");

        assertThat(json.first("a")).isEqualTo("x");
        assertThat(json.first("b")).isEqualTo("000");
        assertThat(json.first("c")).isEqualTo("1526347800000");
        assertThat(json.first("d")).isEqualTo("true");
        assertThat(json.first("e")).isNull();
        assertThat(json.first("f")).isEqualTo("1.50");
        assertThat(json.first("missing", "A")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":\"3562-32\",\"code\":\"000\"}]",
                "[{'id':'3562-32','code':'000'}]",
                "[{“id”: “3562-32”, “code”: “000”}]",
                "[{id: 3562-32, code: 000}]",
                "[ { \"id\" : 3562-32 , \"code\" : 000 , } , ]",
                "\ufeff[\n{\"id\":\"3562-32\"\n,\n\"code\":\"000\"}]\n",
                "[{\"id\":3562-32,\"code\":000,\"none\":}]",
                "[{\"ID\":\"3562-32\",\"Code\":\"\\u0030\\u00300\"}]"
            })
    void readsWhatProvidersPrint(String text) {
        assertThat(whole(text)).isInstanceOfSatisfying(LooseJson.Items.class, items -> {
            assertThat(items.items()).hasSize(1);
            assertThat(items.items().getFirst().first("id")).isEqualTo("3562-32");
            assertThat(items.items().getFirst().first("code")).isEqualTo("000");
        });
    }

    @Test
    void keepsTheWholeElementsBeforeAFault() {
        var parsed = LooseJson.parse("[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"34");

        assertThat(parsed.whole()).isFalse();
        assertThat(parsed.value())
                .isInstanceOfSatisfying(
                        LooseJson.Items.class,
                        items -> assertThat(items.items())
                                .extracting(i -> i.first("id"))
                                .containsExactly("1", "2"));
        assertThat(LooseJson.parse("{\"id\":\"34").value()).isEqualTo(LooseJson.Nothing.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "[", "[,", "{:1}", "{\"a\"", "{\"a\" 1}", "[}", "]", "\"", "{\"a\":\"\\", "[{]"})
    void aFaultIsSaidAndNeverThrown(String text) {
        assertThat(LooseJson.parse(text).whole()).isFalse();
    }

    @Test
    void bottomlessNestingIsAFault() {
        assertThat(LooseJson.parse("[".repeat(100_000)).whole()).isFalse();
        assertThat(LooseJson.parse("{\"a\":".repeat(100_000)).whole()).isFalse();
    }

    @Property(tries = 500)
    void standardJsonIsReadAsItIs(@ForAll("values") Object value) {
        assertThat(whole(JSON.writeValueAsString(value))).isEqualTo(loose(value));
    }

    @Property(tries = 500)
    void anyTextAtAllIsEndured(@ForAll String text) {
        assertThatCode(() -> LooseJson.parse(text)).doesNotThrowAnyException();
        assertThatCode(() -> LooseJson.parse("[{\"a\":" + text)).doesNotThrowAnyException();
    }

    private static LooseJson loose(Object value) {
        return switch (value) {
            case List<?> list ->
                new LooseJson.Items(list.stream().map(LooseJsonTest::loose).toList());
            case Map<?, ?> map -> {
                var fields = new TreeMap<String, LooseJson>();
                map.forEach((name, inner) -> fields.put((String) name, loose(inner)));
                yield new LooseJson.Fields(fields);
            }
            default -> new LooseJson.Text(value.toString());
        };
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> scalar = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20).map(s -> s),
                Arbitraries.longs().map(n -> n),
                Arbitraries.of(true, false).map(b -> b));
        return Arbitraries.recursive(() -> scalar, LooseJsonTest::inside, 0, 3);
    }

    private static Arbitrary<Object> inside(Arbitrary<Object> value) {
        var name = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
        return Arbitraries.oneOf(
                value,
                value.list().ofMaxSize(4).map(list -> list),
                Arbitraries.maps(name, value).ofMaxSize(4).map(map -> map));
    }
}
