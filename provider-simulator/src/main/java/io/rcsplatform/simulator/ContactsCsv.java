package io.rcsplatform.simulator;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes contacts whose numbers show every behaviour of the simulator, in the order that a seed gives. The same count and seed write the
 * same file.
 */
public final class ContactsCsv {
    public static final String HEADER = "phone,first_name,last_name,language,plan,consent";
    private static final int SHARES = 10_000;
    private static final int OPTED_OUT_SHARE = 300;
    private static final int MOST_HANGS = 3;
    private static final int MOST_RESETS = 2;
    private static final List<String> PLANS = List.of("basic", "plus", "premium");

    /** Of 10,000. What is left is {@link Behaviour#READ}. */
    private static final Map<Behaviour, Integer> USUAL = new EnumMap<>(Map.ofEntries(
            Map.entry(Behaviour.DELIVERED, 1500),
            Map.entry(Behaviour.NOT_RCS, 280),
            Map.entry(Behaviour.NOT_RCS_SMS_FAILS, 15),
            Map.entry(Behaviour.NOT_RCS_SMS_REJECTED, 5),
            Map.entry(Behaviour.FAILS_LATER, 40),
            Map.entry(Behaviour.BOTH_FAIL_LATER, 5),
            Map.entry(Behaviour.REJECTED, 15),
            Map.entry(Behaviour.EXPIRES, 15),
            Map.entry(Behaviour.THROTTLED_FIRST, 25),
            Map.entry(Behaviour.ERROR_FIRST, 25),
            Map.entry(Behaviour.USER_CAP, 15),
            Map.entry(Behaviour.ERROR, 5),
            Map.entry(Behaviour.DOUBLED, 25),
            Map.entry(Behaviour.REORDERED, 25),
            Map.entry(Behaviour.EARLY, 10),
            Map.entry(Behaviour.SILENT, 15),
            Map.entry(Behaviour.SLOW, 15),
            Map.entry(Behaviour.STOPS, 10),
            Map.entry(Behaviour.REPLIES, 10),
            Map.entry(Behaviour.TAPS, 10)));

    private static final List<Person> PEOPLE = List.of(
            new Person(
                    "en",
                    "Olivia,Noah,Amelia,Liam,Grace,Oscar,Hannah,Ethan",
                    "Smith,Jones,O'Brien,Taylor,Walker,Clarke"),
            new Person("hi", "Priya,Arjun,Ananya,Rohan,Kavya,Vikram,आरव,Meera", "Sharma,Patel,Iyer,Reddy,Gupta,शर्मा"),
            new Person("es", "Sofía,Mateo,Lucía,José,Martina,Íñigo", "García,Muñoz,Ibáñez,Ruiz,Peña"),
            new Person("fr", "Chloé,Léo,Zoë,François,Noémie,Jean-Luc", "Lefèvre,D'Aubigné,Moreau,Garçon"),
            new Person("de", "Jürgen,Lena,Maximilian,Käthe,Jonas,Anneliese", "Müller,Groß,Schäfer,von der Heide"),
            new Person("pt", "João,Inês,Tomás,Beatriz,Conceição", "Gonçalves,Silva,Magalhães"),
            new Person("pl", "Łukasz,Zofia,Wojciech,Małgorzata", "Wiśniewski,Dąbrowska,Żak"),
            new Person("sv", "Björn,Åsa,Ebba,Göran", "Lindström,Öberg,Ek"),
            new Person("ru", "Ольга,Дмитрий,Анна", "Иванова,Петров"),
            new Person("ar", "Fatima,Omar,ليلى,Yusuf", "Haddad,Al-Masri,Nasser"),
            new Person("zh", "李娜,Wei,张伟", "Wang,Chen,刘"),
            new Person("vi", "Nguyệt,Minh,Thảo", "Nguyễn,Trần"));

    private ContactsCsv() {}

    private record Person(String language, List<String> firstNames, List<String> lastNames) {
        Person(String language, String firstNames, String lastNames) {
            this(language, List.of(firstNames.split(",")), List.of(lastNames.split(",")));
        }
    }

    /** @param arguments the count (10000) and the seed (1) */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SHARES;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        try (var out = new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8))) {
            write(out, count, seed);
        }
    }

    /** @throws IllegalArgumentException for a count that is not positive */
    public static void write(Writer out, int count, long seed) throws IOException {
        if (count < 1) {
            throw new IllegalArgumentException("the count must be positive");
        }
        var random = new SplittableRandom(seed);
        var behaviours = behaviours(count, random);
        var used = new EnumMap<Behaviour, Integer>(Behaviour.class);
        out.write(HEADER);
        out.write('\n');
        for (var behaviour : behaviours) {
            int index = used.merge(behaviour, 1, Integer::sum) - 1;
            out.write(row(behaviour, index, random));
        }
    }

    private static Behaviour[] behaviours(int count, SplittableRandom random) {
        var behaviours = new Behaviour[count];
        Arrays.fill(behaviours, Behaviour.READ);
        int filled = 0;
        for (var usual : USUAL.entrySet()) {
            filled = fill(behaviours, filled, usual.getKey(), (long) usual.getValue() * count / SHARES);
        }
        long scarce = count / 1000;
        filled = fill(behaviours, filled, Behaviour.HANGS, Math.min(MOST_HANGS, scarce));
        filled = fill(behaviours, filled, Behaviour.NOT_RCS_SMS_HANGS, Math.min(1, scarce));
        fill(behaviours, filled, Behaviour.RESETS, Math.min(MOST_RESETS, scarce));
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            var moved = behaviours[i];
            behaviours[i] = behaviours[other];
            behaviours[other] = moved;
        }
        return behaviours;
    }

    private static int fill(Behaviour[] behaviours, int from, Behaviour behaviour, long count) {
        int to = (int) Math.min(from + count, behaviours.length);
        Arrays.fill(behaviours, from, to, behaviour);
        return to;
    }

    private static String row(Behaviour behaviour, int index, SplittableRandom random) {
        var person = pick(PEOPLE, random);
        boolean optedOut = behaviour == Behaviour.READ && random.nextInt(SHARES) < OPTED_OUT_SHARE * SHARES / readers();
        return String.join(
                        ",",
                        Behaviours.number(behaviour, index).e164(),
                        pick(person.firstNames, random),
                        pick(person.lastNames, random),
                        person.language,
                        pick(PLANS, random),
                        optedOut ? "opted_out" : "opted_in")
                + "\n";
    }

    private static int readers() {
        return SHARES - USUAL.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static <T> T pick(List<T> among, SplittableRandom random) {
        return among.get(random.nextInt(among.size()));
    }
}
