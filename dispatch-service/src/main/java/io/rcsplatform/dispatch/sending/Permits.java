package io.rcsplatform.dispatch.sending;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one run may have at the provider by the state of its account. Permits that come to no call are given back. */
final class Permits implements AutoCloseable {
    private final @Nullable Circuit circuit;
    private int held;

    /** @param circuit null where no provider is called, and nobody needs a permit */
    Permits(@Nullable Circuit circuit) {
        this.circuit = circuit;
    }

    /** @return as many of those that are wanted as there are; none while the account is out of order and its probes are under way */
    int take(int wanted) {
        if (circuit == null) {
            return wanted;
        }
        int taken = circuit.permit(wanted);
        held += taken;
        return taken;
    }

    /** @return whether the provider is in order after these answers to what it was called for */
    boolean record(List<Answer> answers) {
        if (circuit == null) {
            return true;
        }
        answers.forEach(answer -> circuit.record(answer));
        held -= answers.size();
        return circuit.isInOrder();
    }

    /** So many calls are under way, and no other is to come of what was taken. */
    void keep(int calls) {
        if (circuit != null) {
            circuit.giveBack(held - calls);
            held = calls;
        }
    }

    @Override
    public void close() {
        keep(0);
    }
}
