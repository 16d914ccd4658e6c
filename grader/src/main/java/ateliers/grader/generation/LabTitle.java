package ateliers.grader.generation;

import ateliers.grader.submission.Unusable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A new lab's French title, as {@code Des rapports chaque lundi (S3, SES)}: what it is about and, in parentheses, the services. */
record LabTitle(String whole) {
    private static final int LONGEST = 90;

    /** What means something to Markdown, YAML, XML or Java is left out, so that a title is the same everywhere. */
    private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} '’«»,.!?()/+%…–-]*");

    private static final Pattern SERVICES = Pattern.compile("(.*\\S) +\\([^()]*\\)");

    static LabTitle of(String typed) {
        String title = typed.strip();
        if (title.isEmpty()) {
            throw new Unusable("Il manque un titre : --title \"Des rapports chaque lundi (S3, SES)\".");
        }
        if (title.length() > LONGEST) {
            throw new Unusable("Le titre a %d caractères : %d suffisent.".formatted(title.length(), LONGEST));
        }
        if (!SHAPE.matcher(title).matches()) {
            throw new Unusable(
                    ("Le titre « %s » ne va pas : des lettres, des chiffres, des espaces et ' ’ « » , . ! ? ( ) / + %% … –"
                                    + " seulement, et d'abord une lettre ou un chiffre.")
                            .formatted(title));
        }
        return new LabTitle(title);
    }

    /** Without the services. */
    String subject() {
        Matcher services = SERVICES.matcher(whole);
        return services.matches() ? services.group(1) : whole;
    }

    /** As it is written within a sentence; what begins as an abbreviation does stays. */
    static String within(String title) {
        boolean word = title.length() > 1 && Character.isLowerCase(title.codePointAt(1));
        return word ? title.substring(0, 1).toLowerCase(Locale.FRENCH) + title.substring(1) : title;
    }
}
