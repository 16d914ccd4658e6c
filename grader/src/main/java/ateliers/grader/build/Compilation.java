package ateliers.grader.build;

import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * A call of the JDK's compiler, without annotation processors.
 *
 * @param classPath of the lab
 * @param sources the folder that files are told from
 * @param classes the folder that gets the classes
 */
record Compilation(List<Path> classPath, Path sources, Path classes) {
    private static final int MOST_ERRORS = 10;

    /** Characters of one: the compiler repeats names as long as they are. */
    private static final int LONGEST_ERROR = 1_000;

    /**
     * Compiles in this JVM.
     *
     * @throws Unusable in French, where the sources do not compile
     */
    void run() throws IOException {
        compile(javaFiles(sources), classes, sources);
    }

    private static List<Path> javaFiles(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> found = files.filter(f -> f.toString().endsWith(".java"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            for (Path file : found) {
                requireUtf8(file, sources);
            }
            return found;
        }
    }

    private static void requireUtf8(Path file, Path sources) throws IOException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (CharacterCodingException e) {
            throw new Unusable("src/main/java/%s n'est pas en UTF-8 : enregistre-le dans cet encodage."
                    .formatted(relative(file, sources)));
        }
    }

    private void compile(List<Path> files, Path classes, Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new GraderException(
                    "Ce Java n'a pas de compilateur : installe un JDK 17 ou plus récent, pas un JRE.");
        }
        List<String> options = List.of(
                "--release",
                "17",
                "-encoding",
                "UTF-8",
                "-proc:none",
                // The same text, without call sites that each start of a function would spin anew.
                "-XDstringConcat=inline",
                "-parameters",
                "-g",
                "-nowarn",
                "-Xmaxerrs",
                "100",
                "-d",
                classes.toString(),
                "-classpath",
                ClassPathText.of(classPath));
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (var manager = compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    Writer.nullWriter(),
                    manager,
                    diagnostics,
                    options,
                    null,
                    manager.getJavaFileObjectsFromPaths(files));
            if (!BoundedCompilation.USUAL.compiles(task)) {
                throw new Unusable(rendered(diagnostics.getDiagnostics(), sources));
            }
        }
    }

    private static String rendered(List<Diagnostic<? extends JavaFileObject>> diagnostics, Path sources) {
        List<Diagnostic<? extends JavaFileObject>> errors = diagnostics.stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .toList();
        if (errors.isEmpty()) {
            throw BoundedCompilation.unusable("s'arrête sans dire pourquoi");
        }
        StringBuilder text = new StringBuilder(
                "Le code ne compile pas : %d erreur%s.".formatted(errors.size(), errors.size() > 1 ? "s" : ""));
        errors.stream().limit(MOST_ERRORS).forEach(error -> text.append("\n  ").append(line(error, sources)));
        if (errors.size() > MOST_ERRORS) {
            text.append("\n  … et %d de plus.".formatted(errors.size() - MOST_ERRORS));
        }
        return text.toString();
    }

    private static String line(Diagnostic<? extends JavaFileObject> error, Path sources) {
        String where = error.getSource() == null
                ? ""
                : "src/main/java/%s, ligne %d : "
                        .formatted(relative(Path.of(error.getSource().toUri()), sources), error.getLineNumber());
        String text = CompilerFrench.of(error);
        return where + (text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…");
    }

    private static String relative(Path file, Path sources) {
        Path relative = file.startsWith(sources) ? sources.relativize(file) : file.getFileName();
        return relative.toString().replace('\\', '/');
    }
}
