package io.rcsplatform.campaign.audience.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.rcsplatform.campaign.audience.PhoneReader;
import io.rcsplatform.campaign.audience.importing.CsvLines.FileTooLarge;
import io.rcsplatform.campaign.audience.importing.CsvLines.Text;
import io.rcsplatform.campaign.audience.importing.CsvLines.Utf16;
import io.rcsplatform.campaign.audience.importing.CsvRecords.Fields;
import io.rcsplatform.campaign.audience.importing.CsvRecords.Unreadable;
import io.rcsplatform.campaign.audience.importing.ImportColumns.NotUnderstood;
import io.rcsplatform.campaign.audience.importing.ImportColumns.Understood;
import io.rcsplatform.campaign.audience.importing.ImportKeys.Used;
import io.rcsplatform.campaign.audience.importing.Imports.ImportLost;
import io.rcsplatform.campaign.audience.importing.RowReader.Bad;
import io.rcsplatform.campaign.audience.importing.RowReader.Good;
import io.rcsplatform.domain.id.ImportId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.audit.AuditTrail;
import io.rcsplatform.platform.database.WorkingFor;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.logging.LogFields;
import io.rcsplatform.platform.web.ApiProblem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a file in while it comes: each row is read once, and kept aside in the database until the file is complete. Memory holds a
 * chunk of rows, however long the file is.
 */
@Service
class ReceiveImport {
    private static final Logger log = LoggerFactory.getLogger(ReceiveImport.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

    private final Imports imports;
    private final ImportWork work;
    private final PhoneReader phones;
    private final Ids ids;
    private final EventJson json;
    private final ImportProperties properties;
    private final ImportKeys keys;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    ReceiveImport(
            Imports imports,
            ImportWork work,
            PhoneReader phones,
            Ids ids,
            EventJson json,
            ImportProperties properties,
            ImportKeys keys,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        this.imports = imports;
        this.work = work;
        this.phones = phones;
        this.ids = ids;
        this.json = json;
        this.properties = properties;
        this.keys = keys;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws ApiProblem when nothing of the file can be read, or the key is another import's */
    Received receive(TenantId tenant, Upload upload) {
        try {
            var before = keys.find(tenant, upload.key()).orElse(null);
            if (before != null) {
                return again(before, upload);
            }
            var naming = upload.naming();
            var lines = new CsvLines(upload.file(), properties.maxSize().toBytes());
            var rows = new CsvRecords(lines, separator(lines, naming));
            var columns = header(rows, naming);
            var id = new ImportId(ids.draw());
            transaction.executeWithoutResult(_ -> open(tenant, id, upload));
            // Rows are copied in, which a role under row-level security may not do; and old keys are everybody's.
            try (var _ = work.receiving(id);
                    var _ = WorkingFor.theService()) {
                stage(tenant, id, rows, new RowReader(columns, phones, upload.country()));
                transaction.executeWithoutResult(_ -> {
                    imports.received(tenant, id);
                    keys.received(tenant, upload.key(), id, upload.fileHash());
                });
                keys.forgetOld();
            } catch (IOException | RuntimeException e) {
                giveUp(tenant, id, e);
                throw e;
            }
            work.wake();
            return new Received(id, false);
        } catch (Utf16 _) {
            throw ApiProblem.invalid("", "not_utf8", "The file is UTF-16: save it with the encoding UTF-8");
        } catch (FileTooLarge _) {
            throw tooLarge(properties.maxSize().toMegabytes() + " MB");
        } catch (ImportLost _) {
            throw ApiProblem.conflict(
                    "import_lost", "The import was given up while its file came in.", "Upload the file again.");
        } catch (IOException _) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "upload_interrupted",
                    "The file did not come in completely",
                    "The upload broke off; nothing of the file was applied.",
                    "Upload the file again.");
        }
    }

    private void open(TenantId tenant, ImportId id, Upload upload) {
        imports.open(tenant, id, upload.audience());
        if (!keys.claim(tenant, upload.key(), id, upload.parametersHash())) {
            throw inProgress();
        }
        audit.record(id.toString(), imports.find(tenant, id).orElseThrow());
    }

    private Received again(Used before, Upload upload) throws IOException {
        if (!before.isFor(upload.parametersHash())) {
            throw reused();
        }
        if (before.file() == null) {
            throw inProgress();
        }
        readThrough(upload.file());
        if (!before.had(upload.fileHash())) {
            throw reused();
        }
        AuditTrail.changedNothing();
        return new Received(before.id(), true);
    }

    private void readThrough(InputStream file) throws IOException {
        long limit = properties.maxSize().toBytes();
        var buffer = new byte[BUFFER_BYTES];
        for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
            limit -= read;
            if (limit < 0) {
                throw new FileTooLarge();
            }
        }
    }

    private static ApiProblem inProgress() {
        return ApiProblem.inProgress(
                "idempotency_in_progress", "A file with this Idempotency-Key is coming in.", TRY_AGAIN);
    }

    private static ApiProblem reused() {
        return ApiProblem.keyReused(
                "A file with other content, or another request, came under this key in the last 72 hours.");
    }

    private void stage(TenantId tenant, ImportId id, CsvRecords rows, RowReader reader) throws IOException {
        var chunk = new ImportChunk(tenant, id);
        long count = 0;
        for (var row = rows.next(); row != null; row = rows.next()) {
            if (++count > properties.maxRows()) {
                throw tooLarge(properties.maxRows() + " rows");
            }
            switch (reader.read(row)) {
                case Good good ->
                    chunk.good(
                            good.line(),
                            ids.draw(),
                            good.number(),
                            json.mapper().writeValueAsString(good.attributes()),
                            good.consent());
                case Bad bad -> chunk.bad(bad.errors());
            }
            if (chunk.isFull()) {
                imports.stage(tenant, id, chunk);
                chunk = new ImportChunk(tenant, id);
            }
        }
        if (count == 0) {
            throw ApiProblem.invalid("", "empty_file", "The file has a header row and no contacts: add a row for each");
        }
        imports.stage(tenant, id, chunk);
    }

    private static char separator(CsvLines lines, Naming naming) throws IOException {
        var first = lines.next();
        if (first != null) {
            lines.giveBack(first);
        }
        if (first instanceof Text header) {
            return SEPARATORS.stream()
                    .filter(separator -> splitsInto(header.text(), separator, naming))
                    .findFirst()
                    .orElse(SEPARATORS.getFirst());
        }
        return SEPARATORS.getFirst();
    }

    private static boolean splitsInto(String header, char separator, Naming naming) {
        try {
            var fields = CsvReader.builder()
                    .fieldSeparator(separator)
                    .ofSingleCsvRecord(header)
                    .getFields();
            return ImportColumns.hasColumn(fields, naming.phone());
        } catch (CsvParseException _) {
            return false;
        }
    }

    private static ImportColumns header(CsvRecords rows, Naming naming) throws IOException {
        return switch (rows.next()) {
            case null ->
                throw ApiProblem.invalid(
                        "",
                        "empty_file",
                        "The file is empty: its first row names the columns, one of them phone, then one row for each contact");
            case Unreadable row -> throw ApiProblem.invalid("", row.code(), "The header row: " + row.action());
            case Fields row ->
                switch (ImportColumns.read(row.values(), naming.phone(), naming.consent())) {
                    case Understood(var columns) -> columns;
                    case NotUnderstood(var violations) -> throw ApiProblem.invalid(violations);
                };
        };
    }

    private void giveUp(TenantId tenant, ImportId id, Exception cause) {
        var failure = switch (cause) {
            case ApiProblem refusal -> refusal.detail();
            case FileTooLarge _ ->
                "The file is larger than " + properties.maxSize().toMegabytes() + " MB";
            case IOException _ -> "The upload broke off; upload the file again";
            default -> "The rows could not be stored; upload the file again";
        };
        log.atWarn()
                .addKeyValue(LogFields.EVENT, "import.failed")
                .log("{} failed while its file came in: {}", id, cause.toString());
        try {
            imports.fail(tenant, id, failure);
        } catch (RuntimeException e) {
            cause.addSuppressed(e); // whoever looks for abandoned uploads will say so
        }
    }

    private static ApiProblem tooLarge(String limit) {
        return ApiProblem.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "import_too_large",
                "The file is too large",
                "A file has at most " + limit + "; nothing of it was applied.",
                "Split the file and upload the parts one after the other.");
    }

    /** @param again whether it came under its key before, and this time changed nothing */
    record Received(ImportId id, boolean again) {}

    /** How the file names its columns; null for the usual names. */
    record Naming(@Nullable String phone, @Nullable String consent) {}
}
