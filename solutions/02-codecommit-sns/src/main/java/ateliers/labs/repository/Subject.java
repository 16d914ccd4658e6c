package ateliers.labs.repository;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** SNS n'accepte comme sujet que de l'ASCII, sur une ligne, en moins de 100 caractères. */
final class Subject {

    private static final int LONGEST = 99;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern FOREIGN = Pattern.compile("[^\\x20-\\x7E]");

    private Subject() {}

    /** Le même texte, comme SNS l'accepte : « é » devient « e », le reste « ? », et la fin est coupée. */
    static String of(String text) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("");
        String line = CONTROLS.matcher(plain).replaceAll(" ");
        String ascii = FOREIGN.matcher(line).replaceAll("?");
        return ascii.length() <= LONGEST ? ascii : ascii.substring(0, LONGEST - 3) + "...";
    }
}
