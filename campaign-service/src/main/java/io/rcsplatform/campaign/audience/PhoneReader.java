package io.rcsplatform.campaign.audience;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Reads phone numbers as people write them, and refuses those that no network of their country has. */
@Component
@Lazy
public class PhoneReader {
    private static final int MAX_LENGTH = 40;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final Set<Integer> callingCodes = numbers.getSupportedCallingCodes();

    /** Whether the two letters name a country that numbers can be read for. */
    public boolean knows(String country) {
        return numbers.getSupportedRegions().contains(country);
    }

    /** @param country two upper-case letters; null where only numbers with {@code +} and a country code are taken */
    public Reading read(String text, @Nullable String country) {
        var given = text.strip();
        if (given.isEmpty()) {
            return new Refused("phone_missing", "There is no phone number", "Fill it in");
        }
        var plain = international(given);
        if (plain != null && numbers.isValidNumber(plain)) {
            return new Read(new PhoneNumber(Long.parseLong(given, 1, given.length(), 10)));
        }
        return parse(given, country);
    }

    private Reading parse(String given, @Nullable String country) {
        if (given.length() > MAX_LENGTH) {
            return notANumber();
        }
        try {
            var number = numbers.parse(given, country);
            if (number.hasExtension()) {
                return new Refused(
                        "phone_has_extension",
                        "An extension cannot be messaged",
                        "Give the number of the person's own phone");
            }
            if (!numbers.isValidNumber(number)) {
                return invalid(number);
            }
            return new Read(PhoneNumber.parse(numbers.format(number, PhoneNumberFormat.E164)));
        } catch (NumberParseException e) {
            return switch (e.getErrorType()) {
                case INVALID_COUNTRY_CODE ->
                    country == null && !given.startsWith("+")
                            ? new Refused(
                                    "phone_without_country",
                                    "The number has no country code",
                                    "Write it with + and the country code, or give default_country")
                            : new Refused(
                                    "phone_unknown_country",
                                    "No country has this country code",
                                    "Correct the digits that follow the +");
                case NOT_A_NUMBER, TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN, TOO_LONG -> notANumber();
            };
        }
    }

    /** What is written with + and digits alone, taken apart without the cost of guessing; null for everything else. */
    private Phonenumber.@Nullable PhoneNumber international(String text) {
        int length = text.length();
        if (length < 8 || length > 16 || text.charAt(0) != '+') {
            return null;
        }
        for (int i = 1; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        for (int end = 2; end <= 4; end++) {
            int code = Integer.parseInt(text, 1, end, 10);
            if (callingCodes.contains(code)) {
                return text.charAt(end) == '0'
                        ? null
                        : new Phonenumber.PhoneNumber()
                                .setCountryCode(code)
                                .setNationalNumber(Long.parseLong(text, end, length, 10));
            }
        }
        return null;
    }

    private Refused invalid(Phonenumber.PhoneNumber number) {
        var country = numbers.getRegionCodeForCountryCode(number.getCountryCode());
        var why = switch (numbers.isPossibleNumberWithReason(number)) {
            case TOO_SHORT -> "too short for ";
            case TOO_LONG -> "too long for ";
            case INVALID_LENGTH, INVALID_COUNTRY_CODE, IS_POSSIBLE, IS_POSSIBLE_LOCAL_ONLY ->
                "not a number that is in use in ";
        };
        return new Refused(
                "phone_invalid",
                "The number is " + why + (country.equals("001") ? "its country code" : country),
                "Correct it, or write it with + and the country code");
    }

    private static Refused notANumber() {
        return new Refused(
                "phone_not_a_number", "This is not a phone number", "Write + and the country code, then digits");
    }

    /** What became of a text. */
    public sealed interface Reading {}

    public record Read(PhoneNumber number) implements Reading {}

    /** @param action what to do about it */
    public record Refused(String code, String detail, String action) implements Reading {}
}
