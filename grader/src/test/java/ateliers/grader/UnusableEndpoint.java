package ateliers.grader;

import ateliers.cloud.Cloud;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Something that listens, and that no stack can be deployed to. */
public record UnusableEndpoint(URI address, AutoCloseable server) implements AutoCloseable {
    /** @param what the status that it answers all calls with, {@code muet} for nothing at all, {@code https} where HTTP is spoken */
    public static UnusableEndpoint that(String what) throws IOException {
        return switch (what) {
            case "muet" -> silent();
            case "https" -> {
                Cloud cloud = Cloud.start();
                yield new UnusableEndpoint(at("https", cloud.endpoint().getPort()), cloud::close);
            }
            default -> answering(Integer.parseInt(what), "<html>Bienvenue</html>");
        };
    }

    /** It takes calls, and says nothing. */
    public static UnusableEndpoint silent() throws IOException {
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new UnusableEndpoint(at("http", silent.getLocalPort()), silent);
    }

    /** It says something as soon as it is called, and hangs up: no HTTP. */
    public static UnusableEndpoint saying(String greeting) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread speaking = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket caller = server.accept()) {
                    caller.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
                    caller.shutdownOutput();
                    caller.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // Who called is gone, or the server is closed.
                }
            }
        });
        speaking.setDaemon(true);
        speaking.start();
        return new UnusableEndpoint(at("http", server.getLocalPort()), server);
    }

    /** It answers the same to all. */
    public static UnusableEndpoint answering(int status, String body) throws IOException {
        byte[] page = body.getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            call.getRequestBody().readAllBytes();
            call.sendResponseHeaders(status, page.length == 0 ? -1 : page.length);
            call.getResponseBody().write(page);
            call.close();
        });
        server.start();
        return new UnusableEndpoint(at("http", server.getAddress().getPort()), () -> server.stop(0));
    }

    private static URI at(String scheme, int port) {
        return URI.create(scheme + "://127.0.0.1:" + port);
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
