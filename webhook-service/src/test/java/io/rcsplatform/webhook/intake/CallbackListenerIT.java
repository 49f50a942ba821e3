package io.rcsplatform.webhook.intake;

import static io.rcsplatform.webhook.test.CallingProvider.TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.rcsplatform.webhook.test.CallingProvider;
import io.rcsplatform.webhook.test.OnRealServers;
import io.rcsplatform.webhook.test.WhatBecameOfIt;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is the listener's own; what both doors have in common is {@link CallbackIntakeIT}'s. */
@OnRealServers
class CallbackListenerIT {
    @Autowired
    CallbackListener listener;

    @Autowired
    CallingProvider provider;

    @Autowired
    WhatBecameOfIt outcome;

    @BeforeEach
    void startEmpty() {
        outcome.forget();
    }

    @Test
    void hasNothingButCallbacks() {
        var answer = provider.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + "/actuator/health")))
                .join();

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("callback_address_not_found");
    }

    @Test
    void namesTheRequestThatItRefuses() {
        var answer = provider.send(provider.request("line", "unknown-token-0123456789")
                        .header("X-Request-Id", "mine-12345678")
                        .POST(BodyPublishers.ofString("delivered a1")))
                .join();

        assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("mine-12345678");
        assertThat(answer.body()).contains("\"request_id\":\"mine-12345678\"");
    }

    @Test
    void answersRequestsThatWereSentTogetherInTheirOrder() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            var out = socket.getOutputStream();
            out.write((post(TOKEN, "delivered a1") + post("unknown-token-0123456789", "x")).getBytes(UTF_8));
            out.flush();

            var said = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(said.lines().filter(line -> line.startsWith("HTTP/1.1 ")))
                    .containsExactly("HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found");
        }
        assertThat(outcome.rows("raw_callback")).isEqualTo(1);
    }

    @Test
    void keepsNothingOfACallbackThatBreaksOff() throws Exception {
        for (int n = 0; n < 3; n++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
                var request = post(TOKEN, "delivered a1").replace("Content-Length: 12", "Content-Length: 120");
                socket.getOutputStream().write(request.getBytes(UTF_8));
                socket.getOutputStream().flush();
            }
        }

        assertThat(provider.post("delivered a2").statusCode()).isEqualTo(200);
        assertThat(outcome.rows("raw_callback")).isEqualTo(1);
    }

    @Test
    void keepsTheConnectionForTheNext() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            var lines = new ArrayList<String>();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (int n = 0; n < 3; n++) {
                socket.getOutputStream().write(post(TOKEN, "delivered a" + n).getBytes(UTF_8));
                socket.getOutputStream().flush();
                lines.add(in.readLine());
                for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                    assertThat(line).doesNotContainIgnoringCase("connection: close");
                }
            }
            assertThat(lines).containsOnly("HTTP/1.1 200 OK");
        }
        assertThat(outcome.rows("raw_callback")).isEqualTo(3);
    }

    @Test
    void closesAConnectionBeyondThoseThatItMayHave() throws Exception {
        var small = new CallbackListener("127.0.0.1", 0, 2, mock(TakeCallback.class), mock(Refusals.class));
        small.start();
        try (var first = new Socket(InetAddress.getLoopbackAddress(), small.port());
                var second = new Socket(InetAddress.getLoopbackAddress(), small.port());
                var third = new Socket(InetAddress.getLoopbackAddress(), small.port())) {
            assertThat(third.getInputStream().read()).isEqualTo(-1);
            first.setSoTimeout(100);
            second.setSoTimeout(100);
            assertThatThrownBy(first.getInputStream()::read).isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(second.getInputStream()::read).isInstanceOf(SocketTimeoutException.class);
        } finally {
            small.stop();
        }
    }

    @Test
    void saysWhichKeyNamesAPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var second = new CallbackListener(
                    "127.0.0.1", taken.getLocalPort(), 1, mock(TakeCallback.class), mock(Refusals.class));

            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("rcs.webhook.callback-port");
        }
    }

    private static String post(String token, String body) {
        return "POST /callbacks/line/" + token + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }
}
