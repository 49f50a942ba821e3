package io.rcsplatform.campaign.audience.importing;

import io.rcsplatform.domain.id.ImportId;
import io.rcsplatform.platform.messaging.BackgroundLoop;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** What goes on beside the requests: received files are merged, and uploads whose instance died are given up. */
@Component
class ImportWork implements SmartLifecycle {
    private static final Duration POLL = Duration.ofSeconds(2);

    private final Imports imports;
    private final ImportProperties properties;
    private final Set<ImportId> receiving = ConcurrentHashMap.newKeySet();
    private final List<BackgroundLoop> mergers;
    private final BackgroundLoop watch;
    private volatile boolean running;

    ImportWork(Imports imports, MergeImport merge, ImportProperties properties) {
        this.imports = imports;
        this.properties = properties;
        this.mergers = Stream.generate(() -> new BackgroundLoop("import-merge", POLL, merge::mergeNext))
                .limit(properties.workers())
                .toList();
        this.watch =
                new BackgroundLoop("import-watch", properties.abandonedAfter().dividedBy(5), this::watch);
    }

    /** Tells the others that this import is alive, until the result is closed. */
    Receiving receiving(ImportId id) {
        receiving.add(id);
        return () -> receiving.remove(id);
    }

    /** A file has been received. */
    void wake() {
        mergers.forEach(BackgroundLoop::wake);
    }

    private boolean watch() {
        if (!receiving.isEmpty()) {
            imports.seen(Set.copyOf(receiving));
        }
        imports.failAbandoned(properties.abandonedAfter());
        return false;
    }

    @Override
    public void start() {
        running = true;
        mergers.forEach(BackgroundLoop::start);
        watch.start();
    }

    @Override
    public void stop() {
        watch.stop();
        mergers.forEach(BackgroundLoop::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return watch.getPhase();
    }

    interface Receiving extends AutoCloseable {
        @Override
        void close();
    }
}
