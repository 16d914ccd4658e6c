package ateliers.grader.generation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From what the annex is called to what a new lab is: in the names of files, and in what they say. */
record Renaming(LabName name, LabTitle title) {
    private static final String SUBJECT = "Être prévenu quand un fichier arrive";
    private static final String TITLE = SUBJECT + " (S3, Lambda, SNS)";
    private static final String IN_POM = "annexe S3, Lambda, SNS";

    /** What is true of the annex alone. */
    private static final Pattern OF_THE_ANNEX = Pattern.compile("C'est l'annexe 01 du cours[^.\\n]*\\. ");

    private static final Pattern PACKAGE = Pattern.compile("\\b(labs|checklists)([./])annexe\\b");
    private static final Pattern NUMBER = Pattern.compile("\\b(Atelier|atelier|Solution|Lab) 00\\b");

    String in(String text) {
        String renamed = OF_THE_ANNEX
                .matcher(text)
                .replaceAll("")
                .replace(Annex.ID, name.id())
                .replace(Annex.ID.substring(3), name.name())
                .replace(IN_POM, LabTitle.within(title.whole()))
                .replace(TITLE, title.whole())
                .replace(LabTitle.within(TITLE), LabTitle.within(title.whole()))
                .replace(SUBJECT, title.subject())
                .replace(LabTitle.within(SUBJECT), LabTitle.within(title.subject()))
                .replace("[00]", "[" + name.number() + "]");
        renamed = PACKAGE.matcher(renamed).replaceAll("$1$2" + Matcher.quoteReplacement(name.word()));
        return NUMBER.matcher(renamed).replaceAll("$1 " + name.number());
    }
}
