package ateliers.grader.report;

/**
 * Where a report is shown.
 *
 * @param live whether a person watches, and the line where the cursor stands can be written again
 * @param colour whether colours are wanted
 * @param columns its width; 0 when nobody knows it, and lines are left whole
 */
public record Screen(boolean live, boolean colour, int columns) {
    private static final String RESET = "\u001b[0m";

    /** A file or a pipe. */
    public static final Screen PLAIN = new Screen(false, false, 0);

    /** Looks of text, as terminals switch them on. */
    enum Look {
        BOLD("1"),
        FAINT("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33");

        private final String code;

        Look(String code) {
            this.code = code;
        }
    }

    /** The text in these looks, with all of them switched off after it. */
    String styled(String text, Look... looks) {
        if (!colour) {
            return text;
        }
        StringBuilder styled = new StringBuilder();
        for (Look look : looks) {
            styled.append("\u001b[").append(look.code).append('m');
        }
        return styled.append(text).append(RESET).toString();
    }

    /** The line, broken between words; a terminal would break it anywhere, and go on at its left edge. */
    String wrapped(String line, String indent) {
        int room = columns - indent.length() - 1;
        if (columns == 0 || room < 20) {
            return line;
        }
        StringBuilder text = new StringBuilder();
        String rest = line;
        while (rest.length() > room) {
            int space = breakable(rest, room);
            int end = space > room / 2 ? space : room;
            text.append(rest, 0, end).append('\n').append(indent);
            rest = rest.substring(end).stripLeading();
        }
        return text.append(rest).toString();
    }

    /** The last space up to here that French lets a line end at: no line begins with a colon, or ends with an opening quote. */
    private static int breakable(String line, int upTo) {
        int space = line.lastIndexOf(' ', upTo);
        while (space > 0 && (":;?!»".indexOf(line.charAt(space + 1)) >= 0 || line.charAt(space - 1) == '«')) {
            space = line.lastIndexOf(' ', space - 1);
        }
        return space;
    }
}
