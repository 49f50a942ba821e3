package io.rcsplatform.campaign.consent;

import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.domain.phone.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as consent needs them: any that has the form of E.164, whether or not a network has it today, since an opt-out must never
 * be refused.
 */
final class Phones {
    private static final PhoneNumber NONE = new PhoneNumber(999_999_999_999_999L);

    private Phones() {}

    /** @return a number of no meaning where it is refused */
    static PhoneNumber read(RequestCheck check, String pointer, @Nullable String text) {
        try {
            return PhoneNumber.parse(text == null ? "" : text.strip());
        } catch (IllegalArgumentException _) {
            check.refuse(pointer, "invalid_phone", "Must be + and 7 to 15 digits (E.164), such as +4915123456789");
            return NONE;
        }
    }
}
