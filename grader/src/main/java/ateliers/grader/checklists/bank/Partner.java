package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.FunctionLogs;
import ateliers.grader.checklists.common.ParallelClients;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** The partner, who has no signature but a key, and whose key is changed now and then. */
final class Partner {
    private static final String PATH = "/partenaires/operations";
    private static final String HEADER = "x-api-key";
    private static final Set<Integer> REFUSED = Set.of(401, 403);
    private static final int ENVIRONMENTS = 2;

    /** So often do two ask together, that they have met. */
    private static final int MEETINGS = 4;

    private final Stack stack;
    private final Bank bank;
    private final Secret secret;
    private final Customer customer;

    Partner(Stack stack) {
        this.stack = stack;
        this.bank = new Bank(stack);
        this.secret = new Secret(stack);
        this.customer = bank.open(Customer.with("500.00"));
    }

    void check() {
        String first = secret.key();
        accepted(first);
        requireRefused("avec une autre clé", post(Variety.small(24), deposit()));
        warm(first);
        String second = Variety.small(Variety.between(20, 40));
        Secret.Change change = secret.change(Secret.KEY, second);
        // While functions forget the first one, and are called with it.
        answersAsTheBank(second, first);
        change.awaitForgotten(() -> warm(first));
        requireChange(first, second);
        refuses(first, second);
        requireKept(List.of(first, second));
    }

    /** One operation made as the partner makes it. */
    Operation accepted(String key) {
        Answer answer = post(key, deposit());
        Expectation.that("POST /partenaires/operations accepte la clé du secret, sans signature.")
                .expected("201 et l'opération")
                .seen(answer.said())
                .hint(
                        answer.status() == 403 || answer.status() == 401
                                ? "la route est-elle dans l'API (« Missing Authentication Token » dit que non) ? Sans autorisation IAM"
                                        + " (Authorizer: NONE), la fonction compare x-api-key à cle_partenaire ; l'en-tête peut lui"
                                        + " arriver en minuscules."
                                : Bank.advice(answer.status()))
                .holdsIf(answer.status() == 201);
        return Bank.accepted(answer, customer, Kind.DEPOT);
    }

    private String deposit() {
        return Bank.request(customer, Kind.DEPOT, "10.25").toString();
    }

    private Answer post(String key, String body) {
        return bank.unsigned("POST", PATH, Map.of(HEADER, key), body);
    }

    /** Each environment has read the first key. */
    private void warm(String key) {
        try (ParallelClients crowd = new ParallelClients(ENVIRONMENTS)) {
            crowd.together(client -> post(key, deposit()));
        }
    }

    private boolean isAccepted(String key) {
        return post(key, deposit()).status() == 201;
    }

    /** Where one key is not accepted, since that environment has read the secret earlier or later than others, the other one is. */
    private void answersAsTheBank(String second, String first) {
        boolean read = isAccepted(second);
        String key = read ? second : first;
        String other = read ? first : second;
        Customer poor = bank.open(Customer.with("5.00"));
        Map<String, Integer> expected = Map.of(
                Bank.request(poor, Kind.RETRAIT, "6.00").toString(), 409,
                Bank.request(poor, Kind.DEPOT, "-1").toString(), 400,
                Bank.request(Customer.with("1.00"), Kind.DEPOT, "1.00").toString(), 404);
        expected.forEach((body, status) -> {
            Answer answer = post(key, body);
            Answer again = REFUSED.contains(answer.status()) ? post(other, body) : answer;
            Expectation.that("Le partenaire reçoit les réponses que reçoit la banque.")
                    .expected("%d à %s".formatted(status, body))
                    .seen(again.said())
                    .hint("les deux routes font la même chose : seule la façon de prouver qui appelle diffère.")
                    .holdsIf(again.status() == status);
        });
        Expectation.that("Un refus au partenaire ne change rien.")
                .expected("solde 5.00, aucune opération")
                .seen("solde %s, %s"
                        .formatted(
                                bank.balance(poor),
                                Bank.OPERATION.said(bank.stored(poor.id()).size())))
                .hint("les deux routes font la même chose : seule la façon de prouver qui appelle diffère.")
                .holdsIf(bank.hasBalance(poor, poor.balance())
                        && bank.stored(poor.id()).isEmpty());
    }

    /**
     * Each environment has had its time: none may answer as before, so nobody is asked again until he does. Who asks alone meets the
     * environment that was used last, and never the one that still knows the first key: two ask at the same moment.
     */
    private void requireChange(String first, String second) {
        try (ParallelClients crowd = new ParallelClients(ENVIRONMENTS)) {
            for (int i = 0; i < MEETINGS; i++) {
                crowd.together(client -> post(second, deposit())).forEach(this::requireNewAccepted);
                crowd.together(client -> post(first, deposit())).forEach(this::requireOldRefused);
            }
        }
    }

    private void requireNewAccepted(Answer accepted) {
        Expectation.that("Quand le secret change, la nouvelle clé est acceptée SecretTtlSeconds plus tard (ici %s s)."
                        .formatted(stack.parameter(BankParameters.TTL)))
                .expected("201 avec la nouvelle clé")
                .seen(accepted.said())
                .hint(
                        "relis le secret (GetSecretValue) quand ce que la fonction en garde a plus de SecretTtlSeconds : ni au"
                                + " démarrage seulement, ni par {{resolve:…}} au déploiement. Compte depuis la lecture, pas depuis le"
                                + " dernier usage.")
                .holdsIf(accepted.status() == 201);
    }

    private void requireOldRefused(Answer refused) {
        Expectation.that("Quand le secret change, l'ancienne clé est refusée SecretTtlSeconds plus tard (ici %s s)."
                        .formatted(stack.parameter(BankParameters.TTL)))
                .expected("401 ou 403 avec l'ancienne clé")
                .seen(refused.said())
                .hint("oublie l'ancienne clé quand tu lis la nouvelle ; AWSPREVIOUS ne compte pas.")
                .holdsIf(REFUSED.contains(refused.status()));
    }

    private void refuses(String first, String second) {
        var balance = bank.balance(customer);
        List<String> bodies = List.of(
                deposit(),
                "{",
                Bank.request(Customer.with("1.00"), Kind.DEPOT, "1.00").toString());
        List<String> wrong = new ArrayList<>(List.of(
                first,
                second.substring(0, second.length() - 1),
                second + "x",
                second.toUpperCase(Locale.ROOT).equals(second) ? second + "y" : second.toUpperCase(Locale.ROOT),
                Variety.small(24),
                ""));
        for (String body : bodies) {
            requireRefused("sans l'en-tête x-api-key", bank.unsigned("POST", PATH, Map.of(), body));
            for (String key : Variety.shuffled(wrong)) {
                requireRefused("avec une autre clé", post(key, body));
            }
        }
        Expectation.that("Sans la clé, rien ne se passe.")
                .expected("solde " + balance)
                .seen("solde " + bank.balance(customer))
                .hint("vérifie la clé avant toute autre chose.")
                .holdsIf(bank.hasBalance(customer, balance));
        Answer capitals = bank.unsigned("POST", PATH, Map.of("X-API-KEY", second), deposit());
        Expectation.that("L'en-tête x-api-key se reconnaît aussi en majuscules.")
                .expected("201")
                .seen(capitals.said())
                .hint("une API REST donne les noms d'en-têtes comme le client les écrit : compare sans majuscules.")
                .holdsIf(capitals.status() == 201);
    }

    private static void requireRefused(String how, Answer answer) {
        Expectation.that("POST /partenaires/operations %s est refusé, quel que soit le corps.".formatted(how))
                .expected("401 ou 403")
                .seen(answer.said())
                .hint("compare la clé entière, et avant de lire le corps.")
                .holdsIf(REFUSED.contains(answer.status()));
    }

    private void requireKept(List<String> keys) {
        List<String> told = stack.functions().stream()
                .map(StackResourceSummary::physicalResourceId)
                .filter(name -> environment(name).stream()
                        .anyMatch(value -> keys.stream().anyMatch(value::contains)))
                .toList();
        Expectation.that("La clé du partenaire n'est pas dans l'environnement d'une fonction.")
                .expected("des variables d'environnement sans cle_partenaire")
                .seen("elle est dans celles de " + String.join(", ", told))
                .hint("donne à la fonction l'ARN du secret, et le droit de le lire.")
                .holdsIf(told.isEmpty());
        FunctionLogs logs = new FunctionLogs(stack);
        List<String> lines =
                keys.stream().flatMap(key -> logs.messages(key).stream()).collect(Collectors.toList());
        Expectation.that("La clé du partenaire n'est pas dans les journaux.")
                .expected("aucune ligne qui la contienne")
                .seen(new Noun("ligne la contient", "lignes la contiennent").said(lines.size()))
                .hint("n'écris dans le journal ni l'événement entier, ni les en-têtes, ni le secret.")
                .holdsIf(lines.isEmpty());
    }

    private List<String> environment(String function) {
        var environment = stack.aws()
                .lambda()
                .getFunctionConfiguration(r -> r.functionName(function))
                .environment();
        return environment == null
                ? List.of()
                : List.copyOf(environment.variables().values());
    }
}
