package ateliers.grader.generation;

import ateliers.grader.submission.Unusable;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * What a new lab is called: {@code 07-rapport-hebdo}. Folders, Maven's artifacts and a Java package are named after it, on every system.
 *
 * @param number two digits
 * @param name what follows the hyphen
 */
record LabName(String number, String name) {
    private static final int LONGEST = 40;
    private static final String EXAMPLE = " Par exemple : 07-rapport-hebdo.";
    private static final Pattern SHAPE = Pattern.compile("(\\d{2})-([a-z][a-z0-9]*(?:-[a-z0-9]+)*)");

    /** Devices of Windows, which no folder is named after, and the package that checklists share. */
    private static final Set<String> RESERVED = Set.of("con", "prn", "aux", "nul", "common");

    private static final Pattern DEVICE = Pattern.compile("(com|lpt)[0-9]");

    /** @throws Unusable with what is wrong with it, in French */
    static LabName of(String typed) {
        Matcher shape = SHAPE.matcher(typed);
        if (!shape.matches()) {
            throw refused(typed, why(typed));
        }
        if (typed.length() > LONGEST) {
            throw refused(
                    typed,
                    "a %d caractères, et les chemins de Windows sont courts : %d suffisent."
                            .formatted(typed.length(), LONGEST));
        }
        LabName name = new LabName(shape.group(1), shape.group(2));
        String word = name.word();
        if (SourceVersion.isKeyword(word)) {
            throw refused(
                    typed, "donnerait son nom à un paquet, et « %s » est un mot réservé de Java.".formatted(word));
        }
        if (RESERVED.contains(word) || DEVICE.matcher(word).matches()) {
            throw refused(typed, "ne va pas : « %s » est un nom réservé.".formatted(word));
        }
        return name;
    }

    private static String why(String typed) {
        if (typed.isBlank()) {
            return "est vide.";
        }
        if (typed.chars().anyMatch(Character::isWhitespace)) {
            return "contient une espace : sépare les mots par des tirets.";
        }
        if (!typed.chars().allMatch(each -> each < 128)) {
            return "contient autre chose que des lettres sans accent.";
        }
        if (!typed.equals(typed.toLowerCase(Locale.ROOT))) {
            return "contient des majuscules : écris tout en minuscules.";
        }
        if (!typed.matches("\\d{2}-.*")) {
            return "ne commence pas par un numéro à deux chiffres et un tiret.";
        }
        if (!typed.matches("[a-z0-9-]*")) {
            return "ne doit avoir que des lettres, des chiffres et des tirets.";
        }
        return "doit avoir, après le numéro, des mots séparés par un tiret, et le premier commence par une lettre.";
    }

    private static Unusable refused(String typed, String why) {
        return new Unusable("« %s » %s%s".formatted(typed, why, EXAMPLE));
    }

    String id() {
        return number + "-" + name;
    }

    /** The last name of its Java packages. */
    String word() {
        return name.replace("-", "");
    }
}
