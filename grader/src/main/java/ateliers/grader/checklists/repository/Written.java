package ateliers.grader.checklists.repository;

/**
 * A commit as its author wrote it.
 *
 * @param id 40 hexadecimal digits
 * @param author the name of who wrote it, not of who committed or pushed it
 */
record Written(String id, String author, String message) {
    private static final int SHORT = 7;

    String shortId() {
        return id.substring(0, SHORT);
    }

    /** The first line of the message. */
    String title() {
        return message.lines().findFirst().orElse("");
    }
}
