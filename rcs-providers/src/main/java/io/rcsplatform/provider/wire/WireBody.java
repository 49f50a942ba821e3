package io.rcsplatform.provider.wire;

import io.rcsplatform.provider.wire.WireText.Slot;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A request body that is bytes already, but for the slots. */
public final class WireBody {
    private final byte[][] literals;
    private final Slot[] slots;

    WireBody(byte[][] literals, Slot[] slots) {
        this.literals = literals;
        this.slots = slots;
    }

    /**
     * @param values the recipient's
     * @param own what the contract itself fills in
     */
    public byte[] fill(List<String> values, String... own) {
        if (slots.length == 0) {
            return literals[0];
        }
        var filled = new byte[slots.length][];
        int length = literals[0].length;
        for (int i = 0; i < slots.length; i++) {
            int index = slots[i].index();
            var value = index >= 0 ? values.get(index) : own[-1 - index];
            filled[i] = slots[i].fill(value).getBytes(StandardCharsets.UTF_8);
            length += filled[i].length + literals[i + 1].length;
        }
        var body = new byte[length];
        int end = append(body, 0, literals[0]);
        for (int i = 0; i < slots.length; i++) {
            end = append(body, append(body, end, filled[i]), literals[i + 1]);
        }
        return body;
    }

    private static int append(byte[] body, int end, byte[] bytes) {
        System.arraycopy(bytes, 0, body, end, bytes.length);
        return end + bytes.length;
    }
}
