package ateliers.cloud.services.codecommit;

import java.util.List;
import java.util.Locale;

/**
 * Paths in a repository, from its root: requests may begin them with a slash, answers do not.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/userguide/limits.html">Quotas in CodeCommit</a>
 */
final class Paths {
    private static final int LONGEST = 4096;
    private static final int DEEPEST = 20;
    private static final List<String> FORBIDDEN = List.of("", ".", "..", ".git");

    private Paths() {}

    /** The path of a file. */
    static String file(String path) {
        if (path == null || path.isEmpty()) {
            throw Refusal.PATH_REQUIRED.error();
        }
        String relative = relative(path);
        if (!isValid(relative)) {
            throw Refusal.INVALID_PATH.error();
        }
        return relative;
    }

    /** The path of a folder, which may end with a slash; the root's is empty. */
    static String folder(String path) {
        if (path == null) {
            throw Refusal.PATH_REQUIRED.error();
        }
        String relative =
                relative(path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        return relative.isEmpty() ? relative : file(relative);
    }

    /** The folder that a path lies in; the root's is empty. */
    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** The last part of a path. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether one path is in the folder that another is. */
    static boolean isBelow(String path, String folder) {
        return path.startsWith(folder + "/");
    }

    private static String relative(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static boolean isValid(String path) {
        List<String> parts = List.of(path.split("/", -1));
        return path.length() <= LONGEST
                && parts.size() <= DEEPEST + 1
                && path.indexOf('\0') < 0
                && !path.endsWith("\\")
                && parts.stream().map(part -> part.toLowerCase(Locale.ROOT)).noneMatch(FORBIDDEN::contains);
    }
}
