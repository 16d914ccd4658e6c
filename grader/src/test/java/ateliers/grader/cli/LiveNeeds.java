package ateliers.grader.cli;

import ateliers.cloud.door.Need;
import ateliers.grader.LiveAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What gradings of all labs, and cleaning up after them, ask an account for: recorded, with names of its own made alike. */
final class LiveNeeds {
    static final Path FILE = Path.of("src/test/resources/live/needs.txt");

    /** The policy has conditions on these. */
    private static final List<String> KEYS = List.of("iam:PassedToService", "iam:PermissionsBoundary");

    private static final Map<Pattern, String> ALIKE = Map.of(
            Pattern.compile("ateliers-[A-Za-z0-9_-]+"), "ateliers-x",
            Pattern.compile("(arn:aws:s3:::[^/]+/).+"), "$1k",
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}"), "00000000-0000-0000-0000-000000000000",
            Pattern.compile("restapis(/|%2F)[a-z0-9]+"), "restapis$1a1b2c3d4e5",
            Pattern.compile("deployments/[a-z0-9]+"), "deployments/a1b2c3",
            Pattern.compile("secret:(\\w+)-\\w{12}-.{6}$"), "secret:$1-A1B2C3D4E5F6-a1b2c3");

    private LiveNeeds() {}

    /** One line of the file. */
    static String line(Need need, LiveAccount account) {
        StringBuilder line = new StringBuilder(need.action()).append(' ').append(alike(need.resource()));
        KEYS.stream()
                .filter(need.conditionKeys()::containsKey)
                .forEach(key -> line.append(' ')
                        .append(key)
                        .append('=')
                        .append(String.join(",", need.conditionKeys().get(key))));
        return line.toString().replace(account.cloud().place().account(), "ACCOUNT");
    }

    private static String alike(String resource) {
        String alike = resource;
        for (Map.Entry<Pattern, String> each : ALIKE.entrySet()) {
            alike = each.getKey().matcher(alike).replaceAll(each.getValue());
        }
        return alike;
    }

    static void write(Collection<String> lines) throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, new TreeSet<>(lines));
    }

    static List<Need> read(String account) throws IOException {
        return Files.readAllLines(FILE).stream()
                .map(line -> need(line.replace("ACCOUNT", account)))
                .toList();
    }

    private static Need need(String line) {
        String[] parts = line.split(" ");
        Need need = new Need(parts[0], parts[1]);
        for (int i = 2; i < parts.length; i++) {
            String[] key = parts[i].split("=", 2);
            need = need.with(key[0], key[1]);
        }
        return need;
    }
}
