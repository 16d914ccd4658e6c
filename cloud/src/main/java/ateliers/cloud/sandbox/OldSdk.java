package ateliers.cloud.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * AWS's SDKs for Java of before {@code AWS_ENDPOINT_URL}: version 2 knows it since 2.28, version 1 never did. Code that
 * brings one gets a jar in its {@code lib} that leads the requests of its clients here.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific endpoints</a>
 */
final class OldSdk {
    private static final int KNOWS_THE_ENDPOINT = 28;
    private static final int LARGEST_CLASS = 100_000;

    /** After all jars of the function's and of its layers. */
    private static final Path JAR = Path.of("lib", "~~redirect.jar");

    private static final String REDIRECT = "ateliers/cloud/sandbox/redirect/";
    private static final Pattern TWO_SERVICE = Pattern.compile("software/amazon/awssdk/services/([a-z0-9]+)/.*");
    private static final String TWO_VERSION = "software/amazon/awssdk/core/util/VersionInfo.class";
    private static final Pattern MINOR = Pattern.compile("(?<![0-9.])2\\.(\\d{1,3})\\.\\d");
    private static final String ONE = "com/amazonaws/handlers/RequestHandler2.class";

    private final Set<String> services = new TreeSet<>();
    private String constants = "";
    private boolean one;

    private OldSdk() {}

    /** Adds what leads an old SDK here, where code has one. */
    static void leadHere(Path taskRoot) throws IOException {
        OldSdk sdk = new OldSdk();
        sdk.look(taskRoot);
        Map<String, byte[]> entries = sdk.entries();
        if (!entries.isEmpty()) {
            Path jar = taskRoot.resolve(JAR);
            Files.createDirectories(jar.getParent());
            write(jar, entries);
        }
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        if (!services.isEmpty() && !knowsTheEndpoint()) {
            services.forEach(service -> entries.put(
                    "software/amazon/awssdk/services/" + service + "/execution.interceptors", line("SdkTwo")));
            entries.put(REDIRECT + "SdkTwo.class", own("SdkTwo"));
        }
        if (one) {
            entries.put("com/amazonaws/global/handlers/request.handler2s", line("SdkOne"));
            entries.put(REDIRECT + "SdkOne.class", own("SdkOne"));
        }
        if (!entries.isEmpty()) {
            entries.put(REDIRECT + "Redirection.class", own("Redirection"));
        }
        return entries;
    }

    /** By the constant of a class: what becomes of Maven's files when jars are shaded is anybody's choice. */
    private boolean knowsTheEndpoint() {
        Matcher version = MINOR.matcher(constants);
        return version.find() && Integer.parseInt(version.group(1)) >= KNOWS_THE_ENDPOINT;
    }

    /** Looks where the runtime looks for classes: in the folder itself, then in the jars of its lib. */
    private void look(Path taskRoot) throws IOException {
        try (Stream<Path> files = Files.walk(taskRoot)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = taskRoot.relativize(file).toString().replace('\\', '/');
                if (isSeen(name)) {
                    constants = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                }
            }
        }
        for (Path jar : jars(taskRoot.resolve("lib"))) {
            try (ZipFile file = new ZipFile(jar.toFile())) {
                look(file);
            } catch (ZipException e) {
                // No jar: the function's class loader passes over it, too.
            }
        }
    }

    private void look(ZipFile jar) throws IOException {
        for (Enumeration<? extends ZipEntry> all = jar.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (isSeen(entry.getName())) {
                try (InputStream input = jar.getInputStream(entry)) {
                    constants = new String(input.readNBytes(LARGEST_CLASS), StandardCharsets.ISO_8859_1);
                }
            }
        }
    }

    /** Takes notice of a file; whether it is the one that tells the version, which is not known yet. */
    private boolean isSeen(String name) {
        Matcher service = TWO_SERVICE.matcher(name);
        if (service.matches()) {
            services.add(service.group(1));
        }
        one |= name.equals(ONE);
        return name.equals(TWO_VERSION) && constants.isEmpty();
    }

    private static List<Path> jars(Path lib) throws IOException {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(lib)) {
            try (Stream<Path> files = Files.list(lib)) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
            }
        }
        return jars;
    }

    private static byte[] line(String name) {
        return (REDIRECT.replace('/', '.') + name + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] own(String name) throws IOException {
        try (InputStream input = OldSdk.class.getClassLoader().getResourceAsStream(REDIRECT + name + ".class")) {
            return input.readAllBytes();
        }
    }

    private static void write(Path file, Map<String, byte[]> entries) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
    }
}
