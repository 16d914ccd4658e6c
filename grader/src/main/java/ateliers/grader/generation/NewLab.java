package ateliers.grader.generation;

import ateliers.grader.build.PomDigest;
import ateliers.grader.submission.Unusable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A new lab, complete from its first day: what it is made of is the annex's, under other names. {@code ./lab new} makes it of the
 * project's files, and the Maven archetype of those that it carries. It stands on nothing but the JDK.
 */
public final class NewLab {
    private static final String OWN_FOLDER = "/ateliers/grader/generation/";
    private static final Pattern PLACEHOLDER = Pattern.compile("@([a-zA-Z.]+)@");
    private static final Pattern PROPERTY = Pattern.compile("<([a-zA-Z.]+)>([^<$]+)</\\1>");

    /** Lists of labs stand in these; others that the project has not are left out. */
    private static final List<String> LISTS = List.of("pom.xml", "README.md", "mkdocs.yml");

    private final Annex annex;
    private final Renaming renaming;

    private NewLab(Annex annex, Renaming renaming) {
        this.annex = annex;
        this.renaming = renaming;
    }

    /**
     * @param annex the folder that holds annex 00 as the project does
     * @param id as {@code 07-rapport-hebdo}
     * @param title in French
     * @throws Unusable where a name does not do, with the reason in French
     */
    public static NewLab of(Path annex, String id, String title) {
        return new NewLab(new Annex(annex), new Renaming(LabName.of(id), LabTitle.of(title)));
    }

    /** Whether a folder is the project's. */
    public static boolean isProject(Path folder) {
        return Files.isDirectory(folder.resolve(Annex.CHECKLIST)) && Files.isRegularFile(folder.resolve("pom.xml"));
    }

    /** The files of a lab of this project, and those of its files that name all labs, as they are with it; by their names. */
    public Map<String, byte[]> inProject(Path project) throws IOException {
        requireFree(project);
        Map<String, byte[]> files = renamed(annex.parts());
        files.putAll(renamed(annex.pages()));
        String lock = renaming.in(Annex.CLASS_PATH);
        String pom = Annex.text(files.get("labs/" + renaming.name().id() + "/pom.xml"));
        files.put(lock, utf8(Annex.text(files.get(lock)).replaceFirst("^[0-9a-f]{64}", PomDigest.of(pom))));
        files.keySet().forEach(file -> requireAbsent(project.resolve(file)));
        for (String list : lists(project)) {
            String text = Files.readString(project.resolve(list));
            String with = LabLists.with(text, renaming);
            if (!with.equals(text)) {
                files.put(list, utf8(with));
            }
        }
        return files;
    }

    /** The files of a lab with a folder of its own, and its checklist as a module there; by their names in it. */
    public Map<String, byte[]> alone() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("README.md", own("README.md"));
        files.put("pom.xml", own("pom.xml"));
        files.put("checklist/pom.xml", own("checklist.xml"));
        String sources = "grader/src/";
        renamed(annex.parts())
                .forEach((file, content) -> files.put(
                        file.startsWith(sources) ? "checklist/src/" + file.substring(sources.length()) : file,
                        content));
        return files;
    }

    /** Writes them all. */
    public static void write(Path folder, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }

    public String id() {
        return renaming.name().id();
    }

    /** Where its criteria stand in the project. */
    public String checklist() {
        return renaming.in(Annex.CHECKLIST);
    }

    /** Its page of the course. */
    public String coursePage() {
        return renaming.in(Annex.COURSE);
    }

    private Map<String, byte[]> renamed(Map<String, byte[]> files) {
        Map<String, byte[]> renamed = new LinkedHashMap<>();
        files.forEach((file, content) -> {
            String text = Annex.text(content);
            renamed.put(renaming.in(file), text == null ? content : utf8(renaming.in(text)));
        });
        return renamed;
    }

    private void requireFree(Path project) throws IOException {
        LabName name = renaming.name();
        for (String tree : List.of("labs", "solutions")) {
            try (Stream<Path> folders = Files.list(project.resolve(tree))) {
                for (String other : folders.map(each -> each.getFileName().toString())
                        .sorted()
                        .toList()) {
                    if (other.startsWith(name.number() + "-")) {
                        throw new Unusable("Le numéro %s est pris par %s/%s : prends-en un autre."
                                .formatted(name.number(), tree, other));
                    }
                    if (other.replaceFirst("^\\d+-", "").equals(name.name())) {
                        throw new Unusable("Le nom « %s » est pris par %s/%s : prends-en un autre."
                                .formatted(name.name(), tree, other));
                    }
                }
            }
        }
        Path checklist = project.resolve(renaming.in(Annex.CHECKLIST));
        if (Files.exists(checklist)) {
            throw new Unusable("Le paquet « %s » a déjà un barème, dans %s : prends un autre nom."
                    .formatted(
                            name.word(),
                            project.relativize(checklist).toString().replace('\\', '/')));
        }
    }

    private static void requireAbsent(Path file) {
        if (Files.exists(file)) {
            throw new Unusable("« %s » existe déjà : déplace-le, ou prends un autre nom.".formatted(file));
        }
    }

    private static List<String> lists(Path project) throws IOException {
        try (Stream<Path> pages = Files.walk(project.resolve("docs-fr"))) {
            return Stream.concat(
                            LISTS.stream().map(project::resolve),
                            pages.filter(page -> page.toString().endsWith(".md"))
                                    .sorted())
                    .filter(Files::isRegularFile)
                    .map(page -> project.relativize(page).toString().replace('\\', '/'))
                    .toList();
        }
    }

    /** A file that only a lab with a folder of its own has. */
    private byte[] own(String file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        PROPERTY.matcher(annex.starterPom())
                .results()
                .forEach(found -> values.putIfAbsent(found.group(1), found.group(2)));
        values.put("id", renaming.name().id());
        values.put("number", renaming.name().number());
        values.put("name", renaming.name().name());
        values.put("title", renaming.title().whole());
        try (InputStream in = NewLab.class.getResourceAsStream(OWN_FOLDER + file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return utf8(PLACEHOLDER
                    .matcher(text)
                    .replaceAll(found -> Matcher.quoteReplacement(values.get(found.group(1)))));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
