package io.rcsplatform.webhook.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Events as Google signs and wraps them for the account {@code rbm}. */
public final class SignedByGoogle {
    public static final String TOKEN = "google-rbm-token-0123456789";
    public static final String CLIENT_TOKEN = "SJENCPGJESMGUFPY";

    /** Opens nothing. */
    public static final String PRIVATE_KEY = "-----BEGIN PRIVATE KEY-----"
            + "MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDKeCgpAxg/1KKEAnX42Gaj4jEVV6hYIYrkN7ue5KVImjIiNoQu"
            + "2jo7MsXhuOh3LylHKltT1ZqUn8KYp40wLI39o0Yc7YZc+WUnI5V7gQejrs33alnc2j5NfwVCuNKULwj5HzIX+em9yT1M/4s7AWZd"
            + "oIy+flvjjSA/EOMRPeV8dZk8gu/rILazBjkKDy7BsM6/jE2/HQ5IDSduf8dtg3kfpIBdpPS4/SQqegPj7m2F9e9wzJzliyQBIjhX"
            + "sIuWZu2Tsaat5wkfxpXsDxqmFOGceJSU2uk17Gmsaq+USVbUB1fH2bwaGK2Jg5eellISSncuSJ1Sb76SX6JyYe3bi3HrAgMBAAEC"
            + "ggEAOBoOSrrsS7eQJpMF/GN+IVgKMLc+0tjMgws8Zj1F3TW4wYkonFDkxMV/VlnltCyxu+HtN3AfKqKQCbuXoCsgVxEYWuioC/gh"
            + "ArTV9UheBQlpUe66orsoe1HAc+oBk4Tq8BioSUN69Jcf8Md4XWu4YSYdCaW6sXVH46G6wWrMvWzb+2f/WXY4Hdz7wAZNI74gpGTS"
            + "3t8jStg+czvgN42G76UrZmVOG3dCLyqWosB6aNGiSNzjZ7txHdafIcShJpeLod4Ejmy332rFfnqH4nhxNpvo0FTFCdfhtbOjJx+X"
            + "EYnFHKbHbumVoQ/7Gd+kitCWIR6ZhTXNuXC9aettPy4s9QKBgQD1FZ9/OZpK7sl6lp5Ptd/cyaLXyFIYcWw0E/xEEz6a5vlIUK1u"
            + "RjtQMIEBKnW7ZJFw068uRgWES2C/7dbEbbJj74IoF9NedKd9sqhpF3MhMiB1YiT0ogWLwGY1G2ZmREuftLOkKGo8bZXxf0ICs4+2"
            + "iPz+fBvWVn9Tk3zWbLUXHwKBgQDTfKZRV3TY+ipEkMbTyCNoseD8DgoFtIUP3Z0y9rera1cQf+9AAdxbZzywAsTP24L4tBdUzV5Z"
            + "1S6s8QwV2Nda1utrb5SMDeKY6G7UZD5iWbUqSEARif/lWZyyM8Vhygjy8j18n9M+BLVgkX4v8NFr+XBgkKeBTlgb6eoHwVfHtQKB"
            + "gQDLrOygDn7rRwapmgJ2u+8OzYNHUHLpXVlO7kz3RgcBNHJ2ZpW6zyL7wVN0ZJTy5uD3ovQywH5VM090MXQKSh+2bZT9PM+r78ZB"
            + "7/eFXrePHtlas/WCWCPDwGEwQVUYKCmwz7t68RtYnLm/uMJi/Faym6Wk1/9KYRfvnOJiUHUugQKBgAPpPjoq3+JTXgy+kK7B+MWq"
            + "5HpE2DKa0AsnEg0rOuJUrduEQixw3F5kXl7y7ijZ6mYnDndnBOOsaZyRKKQOyozHhLsL6Tdd2l7xjXsoD29KMWuCwoyQfMcFDTzO"
            + "cEwKrHexuyle200+UQxkJG1GitjwV/+xLSfbBw4dGVLjZHgxAoGBAI8hI0geeQ/R3AOsYtRWP4Eki4RMzTPpTYAGj9u9VGjcv8UL"
            + "0m0ceq87N3yiJ8mdC83HGOdfuKxNftgLV3Hm9ZRasnRZgBXi+l+gTej+gQPWv2PTFMk8SGJZRFwvmKtyC5zlcJ7kPYqPh7aKjOdg"
            + "yTQfs6LmAzpCOW4ON8lxmxA5"
            + "-----END PRIVATE KEY-----";

    private SignedByGoogle() {}

    public static String envelope(String event) {
        return "{\"message\":{\"data\":\"" + Base64.getEncoder().encodeToString(event.getBytes(UTF_8))
                + "\",\"messageId\":\"1\"},\"subscription\":\"projects/x\"}";
    }

    public static String sign(String event) {
        try {
            var mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(CLIENT_TOKEN.getBytes(UTF_8), "HmacSHA512"));
            return Base64.getEncoder().encodeToString(mac.doFinal(event.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
