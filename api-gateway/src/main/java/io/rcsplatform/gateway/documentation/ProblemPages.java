package io.rcsplatform.gateway.documentation;

import static java.util.stream.Collectors.joining;

import io.rcsplatform.platform.web.Problem;
import io.rcsplatform.platform.web.ProblemCatalogue;
import io.rcsplatform.platform.web.ProblemCatalogue.Entry;
import java.util.Optional;
import org.springframework.web.util.HtmlUtils;

/** The catalogue of errors as pages: one for each, where its {@code type} points to, and one of all. */
final class ProblemPages {
    private final ProblemCatalogue catalogue;

    ProblemPages(ProblemCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    String index() {
        return page("Errors", """
                <p><a href="/docs/index.html">The API</a></p>
                <h1>Errors</h1>
                <p>What the API refuses is answered as <code>application/problem+json</code> (RFC 9457), with one of these as
                <code>code</code>. <code>retryable</code> tells whether the same request may be answered otherwise later.</p>
                <table><tr><th>Code</th><th>Status</th><th>Title</th><th>Retryable</th></tr>
                %s
                </table>
                <h2>In <code>errors</code></h2>
                <p>Where several things are wrong with a request, each is listed with its place and one of these codes.</p>
                <table><tr><th>Code</th><th>Meaning</th></tr>
                %s
                </table>""".formatted(
                        catalogue.problems().stream().map(ProblemPages::row).collect(joining("\n")),
                        catalogue.violations().entrySet().stream()
                                .map(code -> "<tr id=\"%1$s\"><td><code>%1$s</code></td><td>%2$s</td></tr>"
                                        .formatted(code.getKey(), text(code.getValue())))
                                .collect(joining("\n"))));
    }

    Optional<String> of(String code) {
        return catalogue.find(code).map(ProblemPages::page);
    }

    private static String row(Entry entry) {
        return "<tr><td><a href=\"%s\"><code>%s</code></a></td><td>%d</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        Problem.TYPES + entry.code(),
                        entry.code(),
                        entry.status(),
                        text(entry.title()),
                        entry.retryable() ? "yes" : "no");
    }

    private static String page(Entry entry) {
        return page(entry.code(), """
                <p><a href="/docs/errors">All errors</a></p>
                <h1><code>%s</code></h1>
                <p>%s.</p>
                <dl>
                <dt>Status</dt><dd>%d</dd>
                <dt>Cause</dt><dd>%s</dd>
                <dt>Fix</dt><dd>%s</dd>
                <dt>Retryable</dt><dd>%s</dd>
                </dl>""".formatted(
                        entry.code(),
                        text(entry.title()),
                        entry.status(),
                        text(entry.cause()),
                        text(entry.fix()),
                        entry.retryable() ? "Yes, the same request may work later." : "No, not the same request."));
    }

    private static String page(String title, String content) {
        return """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>%s</title><link rel="stylesheet" href="/docs/docs.css"></head>
            <body><main>
            %s
            </main></body>
            </html>
            """.formatted(title, content);
    }

    private static String text(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
