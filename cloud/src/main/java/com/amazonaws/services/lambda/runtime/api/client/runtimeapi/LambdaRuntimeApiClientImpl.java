package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import ateliers.cloud.sandbox.LazyTls;
import ateliers.cloud.sandbox.MessageReader;
import ateliers.cloud.sandbox.RuntimeAddress;
import ateliers.cloud.sandbox.SocketRelay;
import com.amazonaws.services.lambda.runtime.api.client.logging.LambdaContextLogger;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Takes the place of the runtime client's class of the same name, which speaks the
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a> with a native library, that
 * exists for Linux only and rewrites one shared temporary file at each start, and tells errors with a URL, which knows no
 * Unix sockets.
 *
 * <p>It runs in the function's process, before the runtime client's jar on its class path, and may use nothing but the
 * JDK, that jar and what {@code RuntimeJars} puts beside it.
 *
 * <p>The process must not outlive the one that started it: when the connection closes, it halts, with its children.
 */
public class LambdaRuntimeApiClientImpl implements LambdaRuntimeApiClient {
    private static final String API = "/2018-06-01/runtime/";
    private static final String INVOCATION = API + "invocation/";

    /** A lost parent is not an error of the function's: nobody is left to read the status. */
    private static final int PARENT_GONE = 129;

    /** A smaller response travels with the next question, and is surely accepted: only one that is too large is not. */
    private static final int SMALL = 1 << 16;

    private final RuntimeAddress address;
    private final byte[] outputMark;
    private UninterruptedChannel channel;
    private MessageReader reader;
    private byte[] unsent = new byte[0];

    /**
     * Called once by the runtime client.
     *
     * @param runtimeApi the variable AWS_LAMBDA_RUNTIME_API
     */
    public LambdaRuntimeApiClientImpl(String runtimeApi) {
        LazyTls.installFor(System.getProperty("java.class.path"));
        address = RuntimeAddress.parse(runtimeApi);
        outputMark = address.outputMark();
        try {
            Thread watch = new Thread(this::watch, "runtime-api-lifeline");
            watch.setDaemon(true);
            watch.start();
            reachAws(System.getProperty("lambda.aws.socket"));
            channel = new UninterruptedChannel(address.connect());
            reader = new MessageReader(channel);
        } catch (IOException e) {
            halt();
        }
    }

    /** Where this process has no network but its own, the port that SDK clients call leads out by a Unix socket. */
    private static void reachAws(String socket) throws IOException {
        if (socket != null) {
            URI endpoint = URI.create(System.getenv("AWS_ENDPOINT_URL"));
            SocketRelay.start(
                    new InetSocketAddress(endpoint.getHost(), endpoint.getPort()),
                    UnixDomainSocketAddress.of(Path.of(socket)));
        }
    }

    @Override
    public synchronized InvocationRequest nextInvocation() {
        markOutput();
        try {
            Answer answer = exchange(message("GET", INVOCATION + "next", Map.of(), new byte[0]));
            if (answer.status != 200) {
                throw new LambdaRuntimeClientException("Failed to get next.", answer.status);
            }
            return answer.request;
        } catch (IOException e) {
            halt();
            return null;
        }
    }

    @Override
    public InvocationRequest nextInvocationWithExponentialBackoff(LambdaContextLogger logger) {
        // Nothing to try again: the connection works, or this process has no reason to live.
        return nextInvocation();
    }

    @Override
    public synchronized void reportInvocationSuccess(String requestId, byte[] response) {
        String path = INVOCATION + requestId + "/response";
        if (response.length < SMALL) {
            unsent = message("POST", path, Map.of(), response);
        } else {
            post(path, Map.of(), response);
        }
    }

    @Override
    public void reportInvocationError(String requestId, LambdaError error) {
        postError(INVOCATION + requestId + "/error", error);
    }

    @Override
    public void reportInitError(LambdaError error) {
        postError(API + "init/error", error);
    }

    @Override
    public void restoreNext() {
        throw new UnsupportedOperationException("SnapStart");
    }

    @Override
    public void reportRestoreError(LambdaError error) {
        throw new UnsupportedOperationException("SnapStart");
    }

    private void postError(String path, LambdaError error) {
        post(
                path,
                Map.of("Lambda-Runtime-Function-Error-Type", error.errorType.getRapidError()),
                DtoSerializers.serialize(error.errorRequest));
    }

    private synchronized void post(String path, Map<String, String> headers, byte[] body) {
        int status;
        try {
            status = exchange(message("POST", path, headers, body)).status;
        } catch (IOException e) {
            halt();
            return;
        }
        if (status != 202) {
            throw new LambdaRuntimeClientException(path + " was refused.", status);
        }
    }

    /** Tells the reader of the standard output that all lines of the invocation (or of the init) are before this. */
    @SuppressWarnings("resource") // closing the stream would close the process's standard output
    private void markOutput() {
        try {
            new FileOutputStream(FileDescriptor.out).write(outputMark);
        } catch (IOException e) {
            // The function has closed its standard output: its reader has seen the end of it.
        }
    }

    private byte[] message(String method, String path, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(address.secret())
                .append(path)
                .append(" HTTP/1.1\r\nHost: runtime\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        return joined(first, body);
    }

    private Answer exchange(byte[] message) throws IOException {
        boolean two = unsent.length > 0;
        channel.write(ByteBuffer.wrap(joined(unsent, message)));
        unsent = new byte[0];
        if (two) {
            read();
        }
        return read();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }

    private Answer read() throws IOException {
        if (!reader.awaitMessage()) {
            throw new EOFException();
        }
        String statusLine = reader.line();
        Answer answer = new Answer();
        answer.status = Integer.parseInt(statusLine.substring(9, 12));
        int length = 0;
        for (String line = reader.line(); !line.isEmpty(); line = reader.line()) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).trim();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "lambda-runtime-aws-request-id" -> answer.request.setId(value);
                case "lambda-runtime-invoked-function-arn" -> answer.request.setInvokedFunctionArn(value);
                case "lambda-runtime-deadline-ms" -> answer.request.setDeadlineTimeInMs(Long.parseLong(value));
                case "lambda-runtime-trace-id" -> answer.request.setXrayTraceId(value);
                case "lambda-runtime-client-context" -> answer.request.setClientContext(value);
                case "lambda-runtime-cognito-identity" -> answer.request.setCognitoIdentity(value);
                default -> {
                    // Date, Content-Type: nothing the runtime client asks for
                }
            }
        }
        answer.request.setContent(reader.body(length));
        return answer;
    }

    /** Nothing is ever sent over the lifeline: only its end counts. */
    private void watch() {
        while (true) {
            try (SocketChannel lifeline = address.connect()) {
                lifeline.write(ByteBuffer.wrap(
                        ("GET " + address.secret() + "/lifeline HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.UTF_8)));
                while (lifeline.read(ByteBuffer.allocate(1)) >= 0) {
                    // Nothing is expected.
                }
                halt();
            } catch (ClosedByInterruptException e) {
                // The function interrupts threads that are not its own.
                Thread.interrupted();
            } catch (IOException e) {
                halt();
            }
        }
    }

    /** Not {@code exit}: shutdown hooks of the function may hang. */
    private static void halt() {
        try {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        } finally {
            Runtime.getRuntime().halt(PARENT_GONE);
        }
    }

    private static final class Answer {
        private int status;
        private final InvocationRequest request = new InvocationRequest();
    }
}
