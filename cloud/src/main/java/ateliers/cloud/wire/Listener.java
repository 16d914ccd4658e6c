package ateliers.cloud.wire;

import ateliers.cloud.door.Unsupported;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.StandardFilter;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnectionFactory;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParserFactory;
import org.apache.hc.core5.http.io.HttpFilterChain.ResponseTrigger;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.LazyLineParser;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * A port that speaks HTTP/1.1: Apache HttpCore's blocking server, which keeps the names of headers
 * as they were written (the JDK's does not). Each connection has a thread, for long polls park on theirs; functions, which
 * come by a relay where they are isolated, cannot have as many as there may be.
 */
final class Listener implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int LONGEST_LINE = 256 * 1024;
    private static final int MOST_HEADERS = 500;

    /** How long a connection may be silent: longer than any pause of an upload, shorter than a forgotten connection. */
    private static final Timeout SILENCE = Timeout.ofMinutes(5);

    /** How many connections may be open at once. */
    private static final int MOST_CONNECTIONS = 1_000;

    private final HttpServer server;

    /** What answers. */
    @FunctionalInterface
    interface Handler {
        /**
         * Answers a request, on a thread of its own.
         *
         * @throws IOException when no answer can be given any more; the connection is then closed
         */
        void handle(Exchange exchange) throws IOException;
    }

    /**
     * @param time that answers tell
     * @param full told when a connection was ended since there are too many
     * @throws IOException when the port is taken
     */
    Listener(Reach reach, Handler handler, InstantSource time, Consumer<Unsupported> full) throws IOException {
        this(reach, handler, time, full, null);
    }

    /**
     * @param tls what it speaks TLS with; null for plain HTTP
     * @throws IOException when the port is taken
     */
    Listener(Reach reach, Handler handler, InstantSource time, Consumer<Unsupported> full, SSLContext tls)
            throws IOException {
        Http1Config limits = Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        this.server = ServerBootstrap.bootstrap()
                // Otherwise it is asked of the name server, and used for nothing.
                .setCanonicalHostName("localhost")
                .setLocalAddress(reach.address())
                .setListenerPort(reach.port())
                .setServerSocketFactory(new BoundedServerSockets(
                        MOST_CONNECTIONS,
                        () -> full.accept(new Unsupported("more than " + MOST_CONNECTIONS + " connections at once"))))
                .setSslContext(tls)
                .setSocketConfig(SocketConfig.custom()
                        .setBacklogSize(BACKLOG)
                        .setTcpNoDelay(true)
                        .setSoTimeout(SILENCE)
                        .build())
                .setConnectionFactory(DefaultBHttpServerConnectionFactory.builder()
                        .http1Config(limits)
                        .requestParserFactory(new DefaultHttpRequestParserFactory(
                                limits, LazyLineParser.INSTANCE, new RawRequest.Factory()))
                        .build())
                .setHttp1Config(limits)
                .setHttpProcessor(new Framing(time))
                // A filter can answer whenever it wants, a request's handler only when it ends; so there is none.
                .setRequestRouter((request, context) -> null)
                .addFilterAfter(
                        StandardFilter.EXPECT_CONTINUE.name(),
                        "front",
                        (request, trigger, context, chain) -> handle(handler, request, trigger, context))
                .create();
        server.start();
    }

    private static void handle(
            Handler handler, ClassicHttpRequest request, ResponseTrigger trigger, HttpContext context)
            throws HttpException, IOException {
        handler.handle(Exchange.of((RawRequest) request, trigger, context));
    }

    int port() {
        return server.getLocalPort();
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }
}
