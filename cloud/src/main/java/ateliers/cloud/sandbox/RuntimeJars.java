package ateliers.cloud.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * What every sandbox has on its class path before the function's code: our connection to the Runtime API, then AWS's runtime client.
 *
 * @param jars in class path order
 */
record RuntimeJars(List<Path> jars) {
    static final String MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private static final long DATE = 1_000_000_000_000L;
    private static final String CLIENT = "com/amazonaws/services/lambda/runtime/api/client/";
    private static final List<String> OWN_CLASSES = List.of(
            CLIENT + "runtimeapi/LambdaRuntimeApiClientImpl.class",
            CLIENT + "runtimeapi/LambdaRuntimeApiClientImpl$Answer.class",
            CLIENT + "runtimeapi/UninterruptedChannel.class",
            CLIENT + "logging/StdOutLogSink.class",
            "ateliers/cloud/sandbox/LazyTls.class",
            "ateliers/cloud/sandbox/LazyTls$Context.class",
            "ateliers/cloud/sandbox/LazyTls$Sockets.class",
            "ateliers/cloud/sandbox/MessageReader.class",
            "ateliers/cloud/sandbox/RuntimeAddress.class",
            "ateliers/cloud/sandbox/SocketRelay.class",
            "ateliers/cloud/sandbox/ArchiveTrainer.class",
            "ateliers/cloud/sandbox/ArchiveTrainer$Step.class");
    private static final List<String> AWS_CLASSES = List.of(
            CLIENT + "AWSLambda.class",
            "com/amazonaws/services/lambda/runtime/RequestHandler.class",
            "com/amazonaws/services/lambda/runtime/serialization/PojoSerializer.class",
            "software/amazon/awssdk/utilslite/SdkInternalThreadLocal.class");

    /**
     * Finds the runtime client on this JVM's class path and writes our jar, into a folder of the run.
     *
     * @param folder an existing folder; in each our jar has the same name, size and time, by which an archive of classes
     *     knows it
     * @param copies of the runtime client's jars
     */
    static RuntimeJars prepare(Path folder, JarCopies copies) throws IOException {
        Set<Path> client = new LinkedHashSet<>();
        for (String name : AWS_CLASSES) {
            URL url = RuntimeJars.class.getClassLoader().getResource(name);
            if (url == null || !url.getProtocol().equals("jar")) {
                throw new IOException("not in a jar of the class path: " + name);
            }
            String path = url.getPath();
            client.add(toPath(new URL(path.substring(0, path.indexOf("!/")))));
        }
        List<Path> jars = new ArrayList<>();
        jars.add(ownJar(folder));
        jars.addAll(copies.of(List.copyOf(client)));
        return new RuntimeJars(List.copyOf(jars));
    }

    private static Path ownJar(Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (String name : OWN_CLASSES) {
                JarEntry entry = new JarEntry(name);
                entry.setTime(DATE);
                jar.putNextEntry(entry);
                jar.write(ownClass(name));
                jar.closeEntry();
            }
        }
        String hash = sha256(bytes.toByteArray()).substring(0, 16);
        Path jar = Files.write(folder.resolve("runtime-api-" + hash + ".jar"), bytes.toByteArray());
        return Files.setLastModifiedTime(jar, FileTime.fromMillis(DATE));
    }

    /** Reads a class from where this class is: the runtime client's jar has one of the same name. */
    private static byte[] ownClass(String name) throws IOException {
        String here = "ateliers/cloud/sandbox/RuntimeJars.class";
        ClassLoader loader = RuntimeJars.class.getClassLoader();
        String root = loader.getResource(here).toString();
        String wanted = root.substring(0, root.length() - here.length()) + name;
        List<String> seen = new ArrayList<>();
        for (Enumeration<URL> urls = loader.getResources(name); urls.hasMoreElements(); ) {
            URL url = urls.nextElement();
            seen.add(url.toString());
            if (url.toString().equals(wanted)) {
                try (InputStream input = url.openStream()) {
                    return input.readAllBytes();
                }
            }
        }
        throw new IOException("no " + wanted + ", only " + seen);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path toPath(URL url) {
        try {
            return Path.of(url.toURI()).toRealPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
