package io.rcsplatform.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://2130706433/",
                "http://127.1/",
                "http://0177.0.0.1/",
                "http://0x7f.0.0.1/",
                "http://0x7f000001/",
                "http://0/",
                "http://10.1.2.3/",
                "http://100.64.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://172.31.255.255/",
                "http://192.168.0.1/",
                "http://198.18.0.1/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://[::]/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::127.0.0.1]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[64:ff9b:1::1]/",
                "http://[2001::7f00:1]/",
                "http://[2001:db8::1]/",
                "http://[2002:7f00:1::]/",
                "http://[fc00::1]/",
                "http://[fd00:ec2::254]/",
                "http://[fe80::1]/",
                "http://[fec0::1]/",
                "http://[ff02::1]/",
                "http://localhost/",
                "http://LOCALHOST./",
                "http://metadata/",
                "http://metadata.google.internal/",
                "http://printer.local/",
                "http://256.256.256.256/",
                "http://1.2.3.4.5/",
                "http://user:word@example.com/",
                "http://example.com@127.0.0.1/",
                "http:///path",
                "//example.com/",
                "example.com",
                "http://exa mple.com/",
                "http://127.0.0.1\\@example.com/"
            })
    void whatOnlyWeCanReachIsObjectedTo(String url) {
        assertThat(OutboundUrl.objection(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a.png",
                "https://cdn.example.co.uk:8443/a?b=c",
                "https://93.184.215.14/",
                "https://1.com/",
                "https://[2606:4700:4700::1111]/",
                "https://[64:ff9b::5db8:d70e]/",
                "https://xn--bcher-kva.example/"
            })
    void whatEverybodyCanReachIsNot(String url) {
        assertThat(OutboundUrl.objection(url)).isEmpty();
    }
}
