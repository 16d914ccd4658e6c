package ateliers.cloud.sandbox;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    @Override
    public Object handleRequest(Map<String, Object> event, Context context) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            for (String name : classes(entry)) {
                quietly(() -> train(name));
            }
        }
        context.getLogger().log("trained");
        System.exit(0);
        return null;
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
        } else if (entry.startsWith(EVENTS) && !entry.contains("$") && entry.endsWith("Event.class")) {
            readEvent(load(name));
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
        List<String> common =
                List.of("getItem", "putItem", "query", "publish", "sendMessage", "sendEmail", "getSecretValue");
        Arrays.stream(methods)
                .filter(method -> common.contains(method.getName())
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0].getName().endsWith("Request"))
                .forEach(method -> quietly(() -> method.invoke(client, emptyRequest(method.getParameterTypes()[0]))));
    }

    private static Object emptyRequest(Class<?> request) throws Exception {
        Object builder = request.getMethod("builder").invoke(null);
        Class<?> shape = load(request.getName() + "$Builder");
        Method build = Arrays.stream(shape.getMethods())
                .filter(method -> method.getName().equals("build"))
                .findFirst()
                .orElseThrow();
        return build.invoke(builder);
    }

    private static void readEvent(Class<?> type) throws Exception {
        Class<?> serializers =
                load("com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers");
        Object serializer = serializers
                .getMethod("serializerFor", Class.class, ClassLoader.class)
                .invoke(null, type, type.getClassLoader());
        serializer.getClass().getMethod("fromJson", String.class).invoke(serializer, "{\"Records\":[{}]}");
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
