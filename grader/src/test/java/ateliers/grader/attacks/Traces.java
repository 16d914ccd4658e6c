package ateliers.grader.attacks;

import ateliers.grader.targets.GraderException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a grading could leave behind on the machine, as it is at one moment.
 *
 * @param processes that this one has started, by number
 * @param listening local addresses and sockets on which this process listens; empty where the system does not tell
 * @param temporary folders of this process in the temporary folder
 * @param kept size and time of each file of the project that grading reads or keeps, the jars of the labs among them
 */
record Traces(Set<Long> processes, Set<String> listening, Set<String> temporary, Map<String, String> kept) {
    private static final Path ROOT = Path.of("..");
    private static final List<String> READ =
            List.of("labs", "solutions", "cloud/src/main", "grader/src/main", "target/ateliers");

    /** As Linux writes the state of a socket that listens. */
    private static final String LISTENS = "0A";

    static Traces now() {
        try {
            return new Traces(
                    ProcessHandle.current()
                            .descendants()
                            .map(ProcessHandle::pid)
                            .collect(Collectors.toSet()),
                    listens(),
                    temporaryFolders(),
                    files());
        } catch (IOException e) {
            throw new GraderException("The machine cannot be looked at", e);
        }
    }

    /** What is there now and was not, or is not as it was; sentences for a failed test. */
    List<String> changedSince(Traces before) {
        List<String> changes = new ArrayList<>();
        if (!processes.equals(before.processes)) {
            changes.add("processes " + processes + ", before " + before.processes);
        }
        if (!listening.equals(before.listening)) {
            changes.add("listening " + listening + ", before " + before.listening);
        }
        if (!temporary.equals(before.temporary)) {
            changes.add("temporary " + temporary + ", before " + before.temporary);
        }
        Set<String> files = new TreeSet<>(kept.keySet());
        files.addAll(before.kept.keySet());
        files.stream()
                .filter(file -> !Objects.equals(kept.get(file), before.kept.get(file)))
                .forEach(
                        file -> changes.add("%s is %s, was %s".formatted(file, kept.get(file), before.kept.get(file))));
        return changes;
    }

    private static Set<String> listens() throws IOException {
        Path own = Path.of("/proc/self/fd");
        if (!Files.isDirectory(own)) {
            return Set.of();
        }
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(own)) {
            for (Path descriptor : descriptors.toList()) {
                target(descriptor)
                        .filter(name -> name.startsWith("socket:["))
                        .map(name -> name.substring("socket:[".length(), name.length() - 1))
                        .forEach(inodes::add);
            }
        }
        Set<String> listening = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/self/net", table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns.length > 9 && columns[3].equals(LISTENS) && inodes.contains(columns[9])) {
                    listening.add(columns[1]);
                }
            }
        }
        for (String line : Files.readAllLines(Path.of("/proc/self/net/unix"))) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length > 7 && inodes.contains(columns[6])) {
                listening.add(columns[7]);
            }
        }
        return listening;
    }

    /** None where the descriptor was closed meanwhile. */
    private static Stream<String> target(Path descriptor) throws IOException {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor).toString());
        } catch (NoSuchFileException e) {
            return Stream.empty();
        }
    }

    private static Set<String> temporaryFolders() throws IOException {
        String own = "-p" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("ateliers-") && name.contains(own))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        List<Path> folders = new ArrayList<>();
        READ.forEach(folder -> folders.add(ROOT.resolve(folder)));
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    put(file, files);
                }
            }
        }
        for (Path list : jarLists()) {
            for (String jar : Files.readString(list).strip().split(File.pathSeparator)) {
                put(Path.of(jar), files);
            }
        }
        return files;
    }

    private static List<Path> jarLists() throws IOException {
        try (Stream<Path> kept = Files.list(ROOT.resolve("target/ateliers"))) {
            return kept.filter(file -> file.getFileName().toString().matches("classpath-.*\\.txt"))
                    .toList();
        }
    }

    private static void put(Path file, Map<String, String> files) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        files.put(file.toString(), now.size() + " " + now.lastModifiedTime());
    }
}
