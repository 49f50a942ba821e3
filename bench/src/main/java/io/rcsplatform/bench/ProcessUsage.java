package io.rcsplatform.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Processor time and memory of named processes and all their descendants, from {@code /proc}. Descendants that ended since are counted
 * with their parent (fields cutime and cstime).
 */
final class ProcessUsage {
    private static final double TICKS_PER_SECOND = 100;
    private static final double MEBIBYTE = 1024;

    private ProcessUsage() {}

    record Usage(double cpuSeconds, double memoryMiB) {
        Usage since(Usage earlier) {
            return new Usage(cpuSeconds - earlier.cpuSeconds, memoryMiB);
        }
    }

    /** Reads {@code name=pid,name=pid}. */
    static Map<String, Long> parse(String list) {
        var pids = new LinkedHashMap<String, Long>();
        Stream.of(list.split(",", -1)).filter(entry -> entry.contains("=")).forEach(entry -> {
            var split = entry.indexOf('=');
            pids.put(entry.substring(0, split), Long.valueOf(entry.substring(split + 1)));
        });
        return pids;
    }

    static Map<String, Usage> of(Map<String, Long> pids) {
        var usages = new LinkedHashMap<String, Usage>();
        pids.forEach((name, pid) -> ProcessHandle.of(pid)
                .map(root -> Stream.concat(Stream.of(root), root.descendants())
                        .map(process -> usage(process.pid()))
                        .reduce(
                                new Usage(0, 0),
                                (a, b) -> new Usage(a.cpuSeconds + b.cpuSeconds, a.memoryMiB + b.memoryMiB)))
                .ifPresent(usage -> usages.put(name, usage)));
        return usages;
    }

    private static Usage usage(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = 0;
            for (int field = 11; field <= 14; field++) {
                ticks += Double.parseDouble(fields[field]);
            }
            return new Usage(ticks / TICKS_PER_SECOND, proportionalMemory(pid));
        } catch (IOException _) {
            return new Usage(0, 0);
        }
    }

    /** Shared pages count in parts (PSS), so that PostgreSQL's buffers are not counted once for each of its processes. */
    private static double proportionalMemory(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / MEBIBYTE)
                    .sum();
        } catch (IOException _) {
            return 0;
        }
    }
}
