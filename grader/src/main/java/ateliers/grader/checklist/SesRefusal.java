package ateliers.grader.checklist;

import ateliers.grader.packaging.Template;
import ateliers.grader.targets.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mail that SES refused, or accepted and could not make, as a student mends it. The function fails in the same words a moment
 * later, and logs them: they are one failure.
 *
 * @param step what happened
 * @param cause SES's error, the address or template that it is about, then what to write and where
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html">SendEmail</a>
 */
record SesRefusal(Step step, String cause) {
    /** The older and the newer. */
    private static final Set<String> APIS = Set.of("ses", "sesv2");

    private static final Pattern NOT_VERIFIED =
            Pattern.compile("Email address is not verified\\..* failed the check in region [\\w-]+: (.+)");
    private static final Pattern NO_TEMPLATE = Pattern.compile("Template (.*) does not exist");
    private static final Pattern NO_VALUE = Pattern.compile("Attribute '(.*)' is not present in the rendering data");
    private static final Pattern ADDRESS_PARAMETER = Pattern.compile("(?i).*(sender|mail|courriel|expediteur).*");
    private static final String TEMPLATE = "AWS::SES::Template";

    /** What a step tells of a mail; empty where it tells of something else. */
    static Optional<SesRefusal> of(Step step, StackNames names, Template template) {
        if (!APIS.contains(step.service()) || step.succeeded()) {
            return Optional.empty();
        }
        if (step.kind() == Step.Kind.DROPPED) {
            return Optional.of(new SesRefusal(step, unmade(step, names, template)));
        }
        boolean sends = step.kind() == Step.Kind.CALL && step.operation().startsWith("Send");
        return sends
                ? Optional.of(new SesRefusal(
                        step, refused(step, MissingRight.principal(step.actor(), names), template, names)))
                : Optional.empty();
    }

    /** Whether a failure, or a line of a log, only says the same again. */
    boolean isToldBy(String words) {
        return words.contains(step.message());
    }

    private static String unmade(Step step, StackNames names, Template template) {
        String which = step.resource().isEmpty()
                ? "son modèle"
                : "le modèle " + names.logicalId(step.resource()).orElse(step.resource());
        String accepted = "SES a accepté un courriel, puis ne l'a pas envoyé (%s) : ".formatted(step.outcome());
        Matcher missing = NO_VALUE.matcher(step.message());
        if (!missing.find()) {
            return accepted + "%s ne se lit pas : %s".formatted(which, step.message());
        }
        String field = "{{" + missing.group(1) + "}}";
        OptionalInt line = template.lineContaining(field);
        return accepted
                + "%s montre %s, que les données du courriel (templateData) n'ont pas.".formatted(which, field)
                + "\nDans le code, donne-leur la valeur « %s », ou corrige le nom du champ%s."
                        .formatted(
                                missing.group(1),
                                line.isEmpty() ? "" : " à la ligne %d de template.yaml".formatted(line.getAsInt()));
    }

    private static String refused(Step step, String function, Template template, StackNames names) {
        String refused = "SES refuse le courriel de %s (%s) : ".formatted(function, step.outcome());
        Matcher unverified = NOT_VERIFIED.matcher(step.message());
        if (unverified.find()) {
            return refused + notVerified(List.of(unverified.group(1).split(", ")), function, template);
        }
        Matcher absent = NO_TEMPLATE.matcher(step.message());
        if (absent.find()) {
            return refused + noTemplate(absent.group(1), function, template, names);
        }
        return refused
                + step.message()
                + "\nRegarde, dans le code de %s, les adresses et le contenu qu'il donne à %s."
                        .formatted(function, step.operation());
    }

    private static String notVerified(List<String> addresses, String function, Template template) {
        String which = (addresses.size() == 1
                        ? "l'adresse %s n'est pas vérifiée"
                        : "les adresses %s ne sont pas vérifiées")
                .formatted(String.join(", ", addresses));
        Optional<String> parameter = template.parameters().stream()
                .filter(name -> ADDRESS_PARAMETER.matcher(name).matches())
                .findFirst();
        Optional<String> written = addresses.stream()
                .filter(address -> template.lineContaining(address).isPresent())
                .findFirst();
        String mend;
        if (parameter.isEmpty()) {
            mend =
                    "Le template n'a pas de paramètre pour l'adresse de l'expéditeur : ajoute SenderEmail à Parameters, de type String,"
                            + " et passe-le à %s.".formatted(inVariables(function, "SenderEmail", template));
        } else if (written.isPresent()) {
            mend = "Elle est écrite à la ligne %d de template.yaml : mets-y !Ref %s."
                    .formatted(template.lineContaining(written.get()).getAsInt(), parameter.get());
        } else {
            mend =
                    "L'expéditeur est l'adresse du paramètre %s : dans template.yaml, passe-la à %s, et que le code la lise là."
                            .formatted(parameter.get(), inVariables(function, parameter.get(), template));
        }
        return "%s dans ce compte.\n%s Un destinataire n'est à vérifier que dans le bac à sable de SES."
                .formatted(which, mend);
    }

    private static String noTemplate(String name, String function, Template template, StackNames names) {
        Map<String, String> own = names.logicalIds().entrySet().stream()
                .filter(each -> template.typeOf(each.getValue()).equals(TEMPLATE))
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey, (one, other) -> one, TreeMap::new));
        String mend = own.isEmpty()
                ? "La pile n'en a aucun : sous Resources de template.yaml, ajoute un %s, ou compose le courriel dans le code (Simple)."
                        .formatted(TEMPLATE)
                : "La pile a %s : dans template.yaml, passe son nom à %s."
                        .formatted(
                                own.entrySet().stream()
                                        .map(each -> "%s, du nom de « %s »".formatted(each.getKey(), each.getValue()))
                                        .collect(Collectors.joining(" et ")),
                                inVariables(function, own.keySet().iterator().next(), template));
        return "aucun modèle ne s'appelle « %s ».\n%s".formatted(name, mend);
    }

    private static String inVariables(String function, String ref, Template template) {
        OptionalInt line = template.lineOfResource(function);
        return "%s%s, sous Environment, Variables, par !Ref %s"
                .formatted(function, line.isEmpty() ? "" : " (ligne %d)".formatted(line.getAsInt()), ref);
    }
}
