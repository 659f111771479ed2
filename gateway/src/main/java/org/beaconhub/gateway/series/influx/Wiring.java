package org.beaconhub.gateway.series.influx;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.SocketFactory;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * How requests reach the server: time-outs, sockets, who asks, and the paths of a 1.x. A new one is made whenever
 * access was refused, so that a new secret in the same file is taken up.
 */
final class Wiring implements AutoCloseable {
    /** It prints each refusal by itself; kept here so that its level stays. */
    private static final Logger CLIENT_LOG = Logger.getLogger("com.influxdb");

    private final OkHttpClient.Builder http;
    private final InfluxDBClient client;
    private final okhttp3.Dispatcher dispatcher = new okhttp3.Dispatcher();

    /**
     * Reads the secrets; connects only when asked something.
     *
     * @throws IOException where a secret's file cannot be read
     */
    Wiring(InfluxTarget target, long timeoutMs) throws IOException {
        CLIENT_LOG.setLevel(Level.OFF);
        http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .socketFactory(new PromptSockets())
                .connectTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .callTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .readTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .writeTimeout(timeoutMs, TimeUnit.MILLISECONDS);
        InfluxDBClientOptions.Builder options =
                InfluxDBClientOptions.builder().url(target.url().toString()).okHttpClient(http);
        switch (target) {
            case InfluxTarget.V2 v2 -> {
                options.org(v2.org()).bucket(v2.bucket());
                if (v2.tokenFile().isPresent()) {
                    options.authenticateToken(secret(v2.tokenFile().get()).toCharArray());
                }
            }
            case InfluxTarget.V1 v1 -> http.addInterceptor(new OldPaths(v1, authorization(v1)));
        }
        client = InfluxDBClientFactory.create(options.build());
    }

    InfluxDBClient client() {
        return client;
    }

    @Override
    public void close() {
        dispatcher.cancelAll();
        client.close();
    }

    private static String authorization(InfluxTarget.V1 target) throws IOException {
        return target.login().isEmpty()
                ? ""
                : Credentials.basic(
                        target.login().get().user(), secret(target.login().get().passwordFile()));
    }

    private static String secret(Path file) throws IOException {
        String secret = Files.readString(file).strip();
        if (secret.isEmpty()) {
            throw new IOException(file + " is empty; it must hold the secret");
        }
        return secret;
    }

    /** Maps the write path of 2.x to that of 1.x, which also wants Basic authorization. */
    private record OldPaths(InfluxTarget.V1 target, String authorization) implements Interceptor {
        private static final String NEW_PATH = "/api/v2/write";

        @Override
        public Response intercept(Chain chain) throws IOException {
            Request request = chain.request();
            Request.Builder mapped = request.newBuilder();
            if (request.url().encodedPath().endsWith(NEW_PATH)) {
                mapped.url(mapped(request.url()));
            }
            if (!authorization.isEmpty()) {
                mapped.header("Authorization", authorization);
            }
            return chain.proceed(mapped.build());
        }

        private HttpUrl mapped(HttpUrl url) {
            String path = url.encodedPath();
            return url.newBuilder()
                    .encodedPath(path.substring(0, path.length() - NEW_PATH.length()) + "/write")
                    .query(null)
                    .addQueryParameter("db", target.database())
                    .addQueryParameter("rp", target.policy())
                    .addQueryParameter("precision", "n")
                    .build();
        }
    }

    /** Sockets that send at once; waiting for fuller packets stalls each post by some 20 ms. */
    private static final class PromptSockets extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return prompt(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return prompt(new Socket(host, port, localHost, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return prompt(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            return prompt(new Socket(host, port, localHost, localPort));
        }

        private static Socket prompt(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            return socket;
        }
    }
}
