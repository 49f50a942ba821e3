package io.rcsplatform.provider.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A host that speaks HTTP/1.1 with keep-alive, notes every request and does what it was told, misbehaviour included. */
public final class FakeHost implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Deque<Answer> script = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
    private Answer otherwise = Answer.of(200, "");
    private Answer token =
            Answer.of(200, "{\"access_token\":\"t-1\",\"token_type\":\"bearer\",\"expires_in\":3600,\"scope\":\"s\"}");

    public FakeHost() throws IOException {
        socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public record Request(String method, String target, Map<String, String> headers, String body) {}

    public enum Manner {
        ANSWER,
        RESET,
        CLOSE,
        HANG
    }

    public record Answer(Manner manner, String text) {
        public static Answer of(int status, String body, String... headers) {
            var text = new StringBuilder("HTTP/1.1 " + status + " x\r\nContent-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
            for (int i = 0; i < headers.length; i += 2) {
                text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
            }
            return new Answer(Manner.ANSWER, text.append("\r\n").append(body).toString());
        }

        public static Answer reset() {
            return new Answer(Manner.RESET, "");
        }

        public static Answer close() {
            return new Answer(Manner.CLOSE, "");
        }

        public static Answer hang() {
            return new Answer(Manner.HANG, "");
        }
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    /** To all requests but those for a token, from now on. */
    public synchronized void answers(Answer answer) {
        otherwise = answer;
    }

    /** To the next requests, one each. */
    public synchronized void answersFirst(Answer... answers) {
        script.addAll(List.of(answers));
    }

    public synchronized void answersForToken(Answer answer) {
        token = answer;
    }

    public List<Request> requests() {
        return requests.stream().filter(r -> !isForToken(r)).toList();
    }

    public List<Request> tokenRequests() {
        return requests.stream().filter(FakeHost::isForToken).toList();
    }

    private static boolean isForToken(Request request) {
        return request.target().startsWith("/auth/oauth/token")
                || request.target().equals("/token");
    }

    public int connections() {
        return open.size();
    }

    public void closeConnections() throws IOException {
        for (var client : open) {
            client.close();
        }
    }

    private synchronized Answer next(Request request) {
        if (isForToken(request)) {
            return token;
        }
        var scripted = script.poll();
        return scripted == null ? otherwise : scripted;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream());
            for (var request = read(in); request != null; request = read(in)) {
                requests.add(request);
                var answer = next(request);
                switch (answer.manner()) {
                    case ANSWER -> client.getOutputStream().write(answer.text().getBytes(StandardCharsets.UTF_8));
                    case RESET -> {
                        client.setSoLinger(true, 0);
                        return;
                    }
                    case CLOSE -> {
                        return;
                    }
                    case HANG -> {
                        var _ = in.read();
                        return;
                    }
                }
            }
        } catch (IOException | UncheckedIOException _) {
            // the client went away, which is its right
        }
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        var first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        var words = first.split(" ", -1);
        return new Request(words[0], words[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        closeConnections();
    }
}
