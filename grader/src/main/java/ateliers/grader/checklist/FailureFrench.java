package ateliers.grader.checklist;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commonest failures of functions are in the English of Java and AWS: what they mean, and where to look, in French. */
final class FailureFrench {
    private static final Map<Pattern, String> KNOWN = known();

    private FailureFrench() {}

    private static Map<Pattern, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        known.put(
                "Class not found: ",
                "aucune de tes classes ne porte ce nom : dans template.yaml, Handler s'écrit paquet.Classe::méthode");
        known.put("No public method named ", "cette méthode n'existe pas dans la classe : relis Handler");
        known.put(
                "recursive loop",
                "ce que la fonction écrit la fait repartir, sans fin : Lambda arrête la boucle au bout de seize appels. Filtre"
                        + " l'événement (préfixe, suffixe), ou écris ailleurs");
        known.put(
                "not authorized to perform: s3:ListBucket",
                "si le code lit un objet, c'est qu'aucun ne porte cette clé : sans s3:ListBucket, S3 répond par un refus. Est-elle"
                        + " décodée ?");
        known.put(
                "is not authorized to perform: \\S+ on resource: \"?(\\*|\\S*[:/]\\*)\"?( |$)",
                "l'appel ne nomme aucune ressource : une variable d'environnement manque-t-elle dans template.yaml ?");
        known.put(
                "User: arn:aws:\\w+::(\\d+):\\S+ is not authorized to perform: \\S+ on resource: \"?arn:aws:\\w+:[\\w-]*:(?!\\1)\\d+:",
                "cette ressource est d'un autre compte : un nom est-il écrit en dur ? Prends !Ref ou !GetAtt");
        known.put(
                "no resource-based policy allows",
                "la ressource ne laisse pas entrer ce service : dans template.yaml, donne-lui une politique"
                        + " (pour une file, AWS::SQS::QueuePolicy)");
        known.put(
                "no identity-based policy allows",
                "il manque un droit : regarde l'action et la ressource que nomme AWS, puis Policies dans template.yaml");
        known.put(
                "security token included in the request is invalid|UnrecognizedClientException|InvalidClientTokenId",
                "ces clés ne sont pas celles de la fonction : n'en mets pas dans le code, le client prend celles du rôle");
        known.put(
                "Credential should be scoped to a valid region|signed for another region",
                "la région est fausse : n'en mets pas dans le code, le client prend celle de la fonction");
        known.put(
                "UnknownHostException: \\S+\\.amazonaws\\.com|Received an UnknownHostException when attempting"
                        + "|Unable to execute HTTP request: \\S+\\.amazonaws\\.com",
                "elle n'atteint pas cette adresse d'ici : n'en mets pas dans le code, le client trouve seul celle d'AWS. Si tu n'en"
                        + " mets pas, son SDK d'AWS est plus ancien que AWS_ENDPOINT_URL (la version 1, ou la 2 avant 2.28) et ses"
                        + " paquets sont renommés : dans pom.xml, donne à aws.sdk.version la valeur qu'elle a dans l'atelier");
        known.put(
                "Connection refused|UnknownHostException",
                "il n'y a rien à cette adresse : n'en mets pas dans le code, le client trouve seul celle d'AWS");
        known.put(
                "not supported by default: add Module",
                "Jackson ne sait pas écrire ce type : fais-en un texte, par exemple avec toString()");
        known.put(
                "more than 38 significant digits",
                "ce nombre a traversé un double : garde-le en BigDecimal d'un bout à l'autre");
        known.put("reserved keyword", "ce nom est réservé : passe par expressionAttributeNames (#nom)");
        known.put("NullPointerException", "une valeur est null : variable d'environnement, en-tête ou champ absent ?");
        known.put(
                "signal: killed",
                "elle a pris plus de mémoire que MemorySize ne lui en donne, hors du tas de Java peut-être : libère ce dont elle"
                        + " n'a plus besoin, ou augmente MemorySize dans template.yaml");
        known.put(
                "Runtime\\.ExitError",
                "le code appelle-t-il System.exit ? Une fonction rend toujours la main, ou laisse sortir une exception");
        known.put(
                "no place to go to",
                "rien ne dit où va un événement qui échoue toujours : donne à la fonction une destination OnFailure, ou une"
                        + " DeadLetterQueue");
        known.put(
                "has no target on this bus: it has no rule for it",
                "aucune règle d'EventBridge n'attend cet événement");
        known.put(
                "has no target on this bus",
                "aucune règle d'EventBridge n'a réagi : après le nom de chaque règle viennent les champs que son motif (Pattern)"
                        + " refuse, avec leur valeur dans l'événement");
        known.put(
                "Invalid parameter: Subject",
                "SNS refuse ce sujet : il lui faut de 1 à 99 caractères ASCII, sans retour à la ligne ni tabulation");
        known.put(
                "Client execution did not complete before the specified timeout",
                "un appel à AWS a duré plus longtemps que le délai que ton propre code lui donne (apiCallTimeout) : sur une machine très"
                        + " chargée, rejoue ce critère ; si cela revient, allonge ce délai");
        known.put(
                "Task timed out after",
                "elle attend ce qui ne vient pas, ou Timeout est trop court dans template.yaml");
        known.put(
                "StackOverflowError",
                "une méthode s'appelle elle-même sans fin : donne à la récursion un cas qui l'arrête");
        known.put(
                "unable to create native thread|error=11|Resource temporarily unavailable",
                "elle a ouvert trop de fils d'exécution ou de processus, que Lambda compte ensemble (1 024 au plus) : termine ceux"
                        + " qui ont fini, ou passe par un petit ExecutorService");
        known.put(
                "No space left on device|Disk quota exceeded|File too large",
                "elle a rempli son disque : /tmp n'a que 512 Mo, et les garde d'un appel à l'autre. Efface ce qu'elle y a fini de lire");
        known.put(
                "ResponseSizeTooLarge|Response payload size",
                "sa réponse est trop grande : Lambda en prend 6 Mo au plus. Range le contenu dans S3, et réponds où il est");
        known.put(
                "OutOfMemoryError",
                "elle garde trop en mémoire ; si tout lui est utile, augmente MemorySize dans template.yaml");
        Map<Pattern, String> compiled = new LinkedHashMap<>();
        known.forEach((words, french) -> compiled.put(Pattern.compile(words), french));
        return compiled;
    }

    /** What these words mean, when they are known. */
    static Optional<String> of(String words) {
        return KNOWN.entrySet().stream()
                .filter(each -> each.getKey().matcher(words).find())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
