package io.rcsplatform.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The contacts file that the demo imports. */
public final class Contacts {
    private Contacts() {}

    /**
     * The header and the first rows of a file, line by line.
     *
     * @throws IllegalArgumentException when it has fewer rows
     */
    public static List<byte[]> first(Path csv, int rows) throws IOException {
        var lines = new ArrayList<byte[]>(rows + 1);
        try (BufferedReader reader = Files.newBufferedReader(csv)) {
            for (var line = reader.readLine(); line != null && lines.size() <= rows; line = reader.readLine()) {
                lines.add((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        if (lines.size() <= rows) {
            throw new IllegalArgumentException(
                    csv + " has " + (lines.size() - 1) + " contacts; --recipients " + rows + " needs as many");
        }
        return lines;
    }
}
