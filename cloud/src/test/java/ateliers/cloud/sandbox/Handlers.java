package ateliers.cloud.sandbox;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** Handlers that run in child processes; their class files are packed into a jar. */
final class Handlers {
    private Handlers() {}

    public static final class Greeter implements RequestHandler<Map<String, String>, String> {
        @Override
        public String handleRequest(Map<String, String> event, Context context) {
            context.getLogger().log("bonjour " + event.get("name") + "\n");
            return "hello " + event.get("name");
        }

        public Map<String, Integer> count(Map<String, Integer> event) {
            return Map.of("twice", event.get("n") * 2);
        }
    }

    /** Logs as most people do: without ending the lines. */
    public static final class Logger implements RequestHandler<Object, String> {
        @Override
        public String handleRequest(Object event, Context context) {
            context.getLogger().log("d'abord");
            System.out.println("puis");
            context.getLogger().log("enfin");
            return "ok";
        }
    }

    public static final class Echo implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            input.transferTo(output);
        }
    }

    public static final class Environment implements RequestHandler<Object, Map<String, String>> {
        @Override
        public Map<String, String> handleRequest(Object event, Context context) {
            Map<String, String> seen = new TreeMap<>(System.getenv());
            seen.put("remaining", Integer.toString(context.getRemainingTimeInMillis()));
            seen.put("arn", context.getInvokedFunctionArn());
            seen.put("user.home", System.getProperty("user.home"));
            seen.put("properties", System.getProperties().toString());
            seen.put(
                    "arguments",
                    String.join(" ", ProcessHandle.current().info().arguments().orElse(new String[0])));
            return seen;
        }
    }

    public static final class Misbehaving implements RequestHandler<String, Object> {
        private static volatile boolean interrupted;

        @Override
        @SuppressWarnings("PMD")
        public Object handleRequest(String what, Context context) {
            switch (what) {
                case "throw" -> throw new IllegalStateException("as asked");
                case "loop" -> {
                    long count = 0;
                    while (count >= 0) {
                        count = (count + 1) & 0xffff;
                    }
                }
                case "exit0" -> System.exit(0);
                case "exit3" -> System.exit(3);
                case "halt" -> Runtime.getRuntime().halt(1);
                case "heap" -> {
                    java.util.List<byte[]> kept = new java.util.ArrayList<>();
                    while (kept.size() < 1_000_000) {
                        kept.add(new byte[1 << 20]);
                    }
                }
                case "native" -> allocateNatively(3L << 30);
                case "flood" -> {
                    String line = "x".repeat(1000);
                    while (!line.isEmpty()) {
                        System.out.println(line);
                    }
                }
                case "long line" -> {
                    String part = "y".repeat(1 << 20);
                    for (int i = 0; i < 64; i++) {
                        System.out.print(part);
                    }
                    System.out.println();
                }
                case "huge" -> {
                    return "z".repeat(7_000_000);
                }
                case "child" -> {
                    try {
                        return new ProcessBuilder("sleep", "600").start().pid();
                    } catch (IOException e) {
                        return e.getMessage();
                    }
                }
                case "flee" -> {
                    try {
                        // What is not the first of its group stays the same process when setsid gives it a session.
                        String leaves = "setsid env -i /bin/sh -c 'cd /; exec sleep 600' >/dev/null 2>&1 & echo $!";
                        Process fled = new ProcessBuilder("/bin/sh", "-c", leaves).start();
                        return Long.parseLong(new String(
                                        fled.getInputStream().readAllBytes(),
                                        java.nio.charset.StandardCharsets.US_ASCII)
                                .trim());
                    } catch (IOException e) {
                        return e.getMessage();
                    }
                }
                case "interrupt" -> Thread.currentThread().interrupt();
                case "interrupt later" -> {
                    Thread runtime = Thread.currentThread();
                    Thread interrupter = new Thread(() -> {
                        while (!waitsForAnEvent(runtime)) {
                            Thread.onSpinWait();
                        }
                        runtime.interrupt();
                        interrupted = true;
                    });
                    interrupter.setDaemon(true);
                    interrupter.start();
                    return "soon";
                }
                case "tls" -> {
                    try {
                        return SSLContext.getInstance("TLS").getProvider().getName();
                    } catch (GeneralSecurityException e) {
                        return e.getMessage();
                    }
                }
                case "interrupted" -> {
                    return interrupted;
                }
                default -> {
                    return "fine";
                }
            }
            return "unreachable";
        }

        /** Beside the heap, and beside what the JVM counts; written to, so that it is held. */
        private static void allocateNatively(long bytes) {
            try {
                Class<?> type = Class.forName("sun.misc.Unsafe");
                java.lang.reflect.Field field = type.getDeclaredField("theUnsafe");
                field.setAccessible(true);
                Object unsafe = field.get(null);
                long block = 16 << 20;
                for (long held = 0; held < bytes; held += block) {
                    Object address =
                            type.getMethod("allocateMemory", long.class).invoke(unsafe, block);
                    type.getMethod("setMemory", long.class, long.class, byte.class)
                            .invoke(unsafe, address, block, (byte) 1);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private static boolean waitsForAnEvent(Thread thread) {
            return Stream.of(thread.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("nextInvocation"));
        }
    }

    /** Runs a script, and answers what it wrote, of both kinds, and its status. */
    public static final class Shell implements RequestHandler<String, String> {
        @Override
        public String handleRequest(String script, Context context) {
            try {
                Process shell = new ProcessBuilder("/bin/sh", "-c", script)
                        .redirectErrorStream(true)
                        .start();
                String said =
                        new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                return said + "status " + shell.waitFor();
            } catch (IOException | InterruptedException e) {
                return e.toString();
            }
        }
    }

    /** Sends an event to its AWS, and answers what that answers. */
    public static final class Caller implements RequestHandler<String, String> {
        @Override
        public String handleRequest(String event, Context context) {
            try {
                java.net.URLConnection call = new java.net.URL(System.getenv("AWS_ENDPOINT_URL")).openConnection();
                call.setDoOutput(true);
                call.getOutputStream().write(event.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                return new String(call.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            } catch (IOException e) {
                return e.toString();
            }
        }
    }

    /** Says to a port that it is there, and stays until it is answered. */
    public static final class Visitor implements RequestHandler<Integer, String> {
        @Override
        public String handleRequest(Integer port, Context context) {
            try (java.net.Socket door = new java.net.Socket("127.0.0.1", port)) {
                return door.getInputStream().read() < 0 ? "sent away" : "let go";
            } catch (IOException e) {
                return e.getMessage();
            }
        }
    }

    public static final class BadInit implements RequestHandler<Object, String> {
        private static final int VALUE = Integer.parseInt("no number");

        @Override
        public String handleRequest(Object event, Context context) {
            return "never " + VALUE;
        }
    }

    /** Never comes to its first event. */
    public static final class HangInInit implements RequestHandler<Object, String> {
        public HangInInit() throws InterruptedException {
            Thread.currentThread().join();
        }

        @Override
        public String handleRequest(Object event, Context context) {
            return "never";
        }
    }

    public static final class ExitInInit implements RequestHandler<Object, String> {
        public ExitInInit() {
            System.exit(1);
        }

        @Override
        public String handleRequest(Object event, Context context) {
            return "never";
        }
    }
}
