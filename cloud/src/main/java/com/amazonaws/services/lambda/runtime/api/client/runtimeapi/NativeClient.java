package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Takes the place of the runtime client's class of the same name, whose methods are native: that library exists for
 * Linux only and rewrites one shared temporary file at each start. This class speaks the
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a> over a JDK socket.
 *
 * <p>It runs in the function's process, before the runtime client's jar on its class path, and may use nothing but the
 * JDK and that jar. State is static because the class it replaces is: a process has one Runtime API.
 *
 * <p>The process must not outlive the one that started it: when the connection closes, it halts, with its children.
 */
class NativeClient {
    private static final String API = "/2018-06-01/runtime/invocation/";

    /** A lost parent is not an error of the function's: nobody is left to read the status. */
    private static final int PARENT_GONE = 129;

    private static String host;
    private static int port;
    private static String prefix;
    private static byte[] outputMark;
    private static Socket socket;
    private static InputStream input;

    NativeClient() {}

    /**
     * Called once by the runtime client.
     *
     * @param runtimeApi the variable AWS_LAMBDA_RUNTIME_API: host, port, and a path that only this process knows
     */
    static void init(String runtimeApi) {
        int slash = runtimeApi.indexOf('/');
        String authority = slash < 0 ? runtimeApi : runtimeApi.substring(0, slash);
        int colon = authority.lastIndexOf(':');
        host = authority.substring(0, colon);
        port = Integer.parseInt(authority.substring(colon + 1));
        prefix = slash < 0 ? "" : runtimeApi.substring(slash);
        outputMark = ("\u0000" + prefix + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            Socket lifeline = connect();
            lifeline.getOutputStream().write(head("GET", "/lifeline", -1));
            Thread watch = new Thread(() -> watch(lifeline), "runtime-api-lifeline");
            watch.setDaemon(true);
            watch.start();
            socket = connect();
            input = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        } catch (IOException e) {
            halt();
        }
    }

    static synchronized InvocationRequest next() {
        markOutput();
        try {
            socket.getOutputStream().write(head("GET", API + "next", -1));
            Answer answer = read();
            if (answer.status != 200) {
                throw new LambdaRuntimeClientException("Failed to get next.", answer.status);
            }
            return answer.request;
        } catch (IOException e) {
            halt();
            return null;
        }
    }

    static synchronized void postInvocationResponse(byte[] requestId, byte[] response) {
        String path = API + new String(requestId, StandardCharsets.UTF_8) + "/response";
        byte[] head = head("POST", path, response.length);
        int status;
        try {
            if (response.length < 1 << 16) {
                // One packet: the head would otherwise be sent, and waited for, alone.
                byte[] whole = new byte[head.length + response.length];
                System.arraycopy(head, 0, whole, 0, head.length);
                System.arraycopy(response, 0, whole, head.length, response.length);
                socket.getOutputStream().write(whole);
            } else {
                socket.getOutputStream().write(head);
                socket.getOutputStream().write(response);
            }
            status = read().status;
        } catch (IOException e) {
            halt();
            return;
        }
        if (status != 202) {
            throw new LambdaRuntimeClientException("Failed to post invocation response.", status);
        }
    }

    /** Tells the reader of the standard output that all lines of the invocation (or of the init) are before this. */
    @SuppressWarnings("resource") // closing the stream would close the process's standard output
    private static void markOutput() {
        try {
            new FileOutputStream(FileDescriptor.out).write(outputMark);
        } catch (IOException e) {
            // The function has closed its standard output: its reader has seen the end of it.
        }
    }

    private static Socket connect() throws IOException {
        Socket connection = new Socket(InetAddress.getByName(host), port);
        connection.setTcpNoDelay(true);
        return connection;
    }

    private static byte[] head(String method, String path, int length) {
        String head = method + " " + prefix + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n"
                + (length < 0 ? "" : "Content-Type: application/json\r\nContent-Length: " + length + "\r\n") + "\r\n";
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Answer read() throws IOException {
        String statusLine = line();
        Answer answer = new Answer();
        answer.status = Integer.parseInt(statusLine.substring(9, 12));
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
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
        byte[] body = input.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        answer.request.setContent(body);
        return answer;
    }

    private static String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
        while (true) {
            int b = input.read();
            if (b < 0) {
                throw new EOFException();
            }
            if (b == '\n') {
                return bytes.toString(StandardCharsets.UTF_8);
            }
            if (b != '\r') {
                bytes.write(b);
            }
        }
    }

    private static void watch(Socket lifeline) {
        try {
            while (lifeline.getInputStream().read() >= 0) {
                // nothing is ever sent: only the end counts
            }
        } catch (IOException e) {
            // the same as the end
        }
        halt();
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
