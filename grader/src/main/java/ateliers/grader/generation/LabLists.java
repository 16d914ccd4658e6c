package ateliers.grader.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of labs, one a line in the order of their numbers: rows of a table, items, modules of a POM. */
final class LabLists {
    private static final Pattern LINE = Pattern.compile("[^\\n]*\\n|[^\\n]+");
    private static final Pattern ITEM = Pattern.compile("\\s*(\\||- |<module>)[^\\n]*\\n?");
    private static final Pattern NUMBER =
            Pattern.compile("(?:labs/|solutions/|cours/|erreurs/|couverture/|\\]\\()(\\d{2})-");

    private LabLists() {}

    /** The page with a line for the new lab wherever a list has one for the annex; the same page where none has. */
    static String with(String page, Renaming renaming) {
        List<String> lines = new ArrayList<>(
                LINE.matcher(page).results().map(line -> line.group()).toList());
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i);
            if (line.contains(Annex.ID) && isListed(lines, i)) {
                lines.add(place(lines, i, renaming.name().number()), renaming.in(line));
            }
        }
        return String.join("", lines);
    }

    /** Where no other lab has a line beside the annex's, it is no list of labs. */
    private static boolean isListed(List<String> lines, int at) {
        return isItem(lines.get(at)) && at + 1 < lines.size() && isOfAnother(lines.get(at), lines.get(at + 1));
    }

    private static boolean isOfAnother(String line, String next) {
        OptionalInt number = number(next);
        return kind(line).equals(kind(next))
                && number.isPresent()
                && number.getAsInt() != number(line).orElse(-1);
    }

    private static int place(List<String> lines, int annex, String number) {
        int at = annex + 1;
        while (at < lines.size()
                && kind(lines.get(annex)).equals(kind(lines.get(at)))
                && number(lines.get(at)).orElse(100) < Integer.parseInt(number)) {
            at++;
        }
        return at;
    }

    private static boolean isItem(String line) {
        return ITEM.matcher(line).matches();
    }

    /** A list of modules has the labs, then the solutions. */
    private static String kind(String line) {
        Matcher item = ITEM.matcher(line);
        if (!item.matches()) {
            return "";
        }
        return item.group(1) + (line.contains("<module>solutions/") ? "solutions" : "");
    }

    private static OptionalInt number(String line) {
        Matcher number = NUMBER.matcher(line);
        return number.find() ? OptionalInt.of(Integer.parseInt(number.group(1))) : OptionalInt.empty();
    }
}
