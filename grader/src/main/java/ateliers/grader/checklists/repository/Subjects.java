package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe.Notification;
import ateliers.grader.variety.Variety;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commit messages of which no mail's subject can be made as they are. */
final class Subjects {
    /** @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Subject</a> */
    private static final Pattern VALID = Pattern.compile("[\\x20-\\x7E]{1,99}");

    private static final int LONG = 300;

    /** Of which nothing is left in ASCII. */
    private static final List<String> EMOJIS =
            List.of("\uD83D\uDE80", "\uD83C\uDF89", "\uD83D\uDC1B\uD83D\uDD27", "\u2728");

    private final Team team;

    Subjects(Stack stack) {
        this.team = new Team(stack);
    }

    void check() {
        messages().forEach((what, message) -> {
            Written commit = team.clone.write(Team.name(), message, team.parentsOnMain());
            int before = team.count();
            team.clone.push(Team.MAIN, commit);
            Notification seen = team.oneAfter(
                    before,
                    "Un commit %s, poussé sur main,".formatted(what),
                    "SNS refuse un sujet de 100 caractères ou plus, vide, avec un retour à la ligne ou autre chose que de"
                            + " l'ASCII : nettoie-le, puis coupe-le.");
            Expectation.that("Le sujet de la notification est présent : moins de 100 caractères ASCII, sur une ligne.")
                    .expected("1 à 99 caractères ASCII")
                    .seen(seen.subject().isEmpty() ? "(absent)" : seen.subject())
                    .hint("donne un sujet à la notification (subject).")
                    .holdsIf(VALID.matcher(seen.subject()).matches());
        });
    }

    private static Map<String, String> messages() {
        Map<String, String> messages = new LinkedHashMap<>();
        messages.put("dont la première ligne a %d caractères".formatted(LONG), longLine());
        messages.put(
                "dont le message a une tabulation et des fins de ligne de Windows",
                "%s\t%s\r\n\r\n%s\r\n".formatted(Variety.words(2), Variety.word(), Variety.words(5)));
        messages.put(
                "dont le message a un emoji et des lettres d'ailleurs",
                "%s \uD83D\uDE80 %s \u65E5\u672C\u8A9E".formatted(Variety.accented(), Variety.accented()));
        messages.put("dont le message n'est qu'un emoji", Variety.one(EMOJIS));
        messages.put("dont le message est vide", "");
        return messages;
    }

    private static String longLine() {
        return Stream.generate(Variety::word)
                        .limit(LONG)
                        .collect(Collectors.joining(" "))
                        .substring(0, LONG - 1)
                + "e";
    }
}
