package ateliers.cloud.sandbox;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The handler of the process that an archive of classes is taken from: it does what functions do first, so that the
 * classes they need are in the archive. It runs in a child process, knows the dependencies only by their names, and ends
 * its process. Whatever it cannot do makes the archive smaller, nothing else.
 */
public final class ArchiveTrainer implements RequestHandler<Map<String, Object>, Object> {
    private static final String SERVICES = "software/amazon/awssdk/services/";
    private static final String EVENTS = "com/amazonaws/services/lambda/runtime/events/";
    private static final String REQUEST_BODY = "software.amazon.awssdk.core.sync.RequestBody";
    private static final Class<?>[] TEXT = {String.class};

    /** What functions call most. */
    private static final Set<String> COMMON = Set.of(
            "getItem",
            "putItem",
            "updateItem",
            "deleteItem",
            "query",
            "batchWriteItem",
            "transactWriteItems",
            "getObjectAsBytes",
            "putObject",
            "publish",
            "sendMessage",
            "sendEmail",
            "sendTemplatedEmail",
            "putEvents",
            "getSecretValue",
            "getCommit");

    /** What a client asks for before it calls. */
    private static final Set<String> NEEDED = Set.of("bucket", "key", "queueUrl");

    @Override
    public Object handleRequest(Map<String, Object> event, Context context) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            for (String name : classes(entry)) {
                quietly(() -> train(name));
            }
        }
        quietly(ArchiveTrainer::relay);
        context.getLogger().log("trained");
        System.exit(0);
        return null;
    }

    /** Isolated functions call AWS so. */
    private static void relay() throws IOException {
        RuntimeAddress api = RuntimeAddress.parse(System.getenv("AWS_LAMBDA_RUNTIME_API"));
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        try (SocketRelay relay = SocketRelay.start(anywhere, api.socket());
                SocketChannel caller = SocketChannel.open(relay.address())) {
            caller.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            caller.read(ByteBuffer.allocate(1));
        }
    }

    private static List<String> classes(String jar) {
        List<String> names = new ArrayList<>();
        try (JarFile file = new JarFile(jar)) {
            file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .forEach(names::add);
        } catch (IOException e) {
            // no jar: nothing to learn from
        }
        return names;
    }

    private static void train(String entry) throws Exception {
        String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
        if (entry.startsWith(SERVICES)
                && entry.matches(SERVICES + "[a-z0-9]+/(?!Default)[A-Za-z0-9]+(?<!Async)Client.class")) {
            useClient(load(name));
        } else if (entry.matches(EVENTS + "[A-Za-z0-9]+(Event|Response).class")) {
            readAndWrite(load(name));
        } else if (entry.equals("software/amazon/awssdk/services/dynamodb/model/AttributeValue.class")) {
            Class<?> type = load(name);
            type.getMethod("fromS", String.class).invoke(null, "s").toString();
        } else if (entry.equals("com/fasterxml/jackson/databind/ObjectMapper.class")) {
            Class<?> type = load(name);
            Object mapper = type.getConstructor().newInstance();
            Object tree = type.getMethod("readTree", String.class).invoke(mapper, "{\"a\":[1,\"b\",null]}");
            type.getMethod("writeValueAsString", Object.class).invoke(mapper, tree);
            type.getMethod("writeValueAsString", Object.class).invoke(mapper, Map.of("a", List.of(1)));
            type.getMethod("readValue", String.class, Class.class).invoke(mapper, "{\"a\":1}", Map.class);
        }
    }

    /** Makes a client and calls what needs no argument, and some of what functions call most. */
    private static void useClient(Class<?> type) throws Exception {
        Object client = type.getMethod("create").invoke(null);
        Method[] methods = type.getMethods();
        Arrays.sort(methods, Comparator.comparing(Method::getName));
        Arrays.stream(methods)
                .filter(method -> method.getParameterCount() == 0
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getName().startsWith("list")
                        && !method.getName().endsWith("Paginator"))
                .limit(1)
                .forEach(method -> quietly(() -> method.invoke(client)));
        Arrays.stream(methods)
                .filter(method -> COMMON.contains(method.getName())
                        && method.getParameterCount() > 0
                        && method.getParameterTypes()[0].getName().endsWith("Request"))
                .forEach(method -> quietly(() -> call(client, method)));
    }

    private static void call(Object client, Method method) throws Exception {
        Class<?>[] types = method.getParameterTypes();
        Object request = request(types[0]);
        if (types.length == 1) {
            method.invoke(client, request);
        } else if (types.length == 2 && types[1].getName().equals(REQUEST_BODY)) {
            method.invoke(
                    client,
                    request,
                    types[1].getMethod("fromString", String.class).invoke(null, "s"));
        }
    }

    private static Object request(Class<?> type) throws Exception {
        Object builder = type.getMethod("builder").invoke(null);
        Class<?> shape = load(type.getName() + "$Builder");
        for (Method setter : shape.getMethods()) {
            if (NEEDED.contains(setter.getName()) && Arrays.equals(setter.getParameterTypes(), TEXT)) {
                setter.invoke(builder, "s");
            }
        }
        Method build = Arrays.stream(shape.getMethods())
                .filter(method -> method.getName().equals("build"))
                .findFirst()
                .orElseThrow();
        return build.invoke(builder);
    }

    /** Reads an event or an answer and writes it, as the runtime client does. */
    private static void readAndWrite(Class<?> type) throws Exception {
        Class<?> serializers =
                load("com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers");
        Class<?> serializer = load("com.amazonaws.services.lambda.runtime.serialization.PojoSerializer");
        Object own = serializers
                .getMethod("serializerFor", Class.class, ClassLoader.class)
                .invoke(null, type, type.getClassLoader());
        Object event = serializer.getMethod("fromJson", String.class).invoke(own, "{\"Records\":[{}]}");
        serializer
                .getMethod("toJson", Object.class, OutputStream.class)
                .invoke(own, event, OutputStream.nullOutputStream());
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        return ArchiveTrainer.class.getClassLoader().loadClass(name);
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (Exception | LinkageError e) {
            // a class less in the archive
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
