package ateliers.grader.targets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a grading is about to do to somebody's account, as it is shown before anything is done.
 *
 * @param types of the template's resources, one for each resource
 * @param found what was seen of the account, in French
 */
record LivePlan(String account, RemoteTarget.Site site, List<String> types, List<String> found) {
    /** When the prices were read, and of which region: those of others are often a little higher. */
    private static final String PRICES =
            "prix publics de us-east-1, relevés en septembre et en novembre 2026, hors taxes et sans ce qui est offert";

    private static final Map<String, String> COSTS = costs();

    private static Map<String, String> costs() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("AWS::Lambda::Function", "0,20 $ le million d'appels, 0,0000166667 $ la Go-seconde");
        all.put("AWS::ApiGateway::RestApi", "3,50 $ le million d'appels");
        all.put("AWS::ApiGatewayV2::Api", "1,00 $ le million d'appels");
        all.put(
                "AWS::DynamoDB::Table",
                "à la demande : 0,625 $ le million d'écritures, 0,125 $ le million de lectures");
        all.put("AWS::SNS::Topic", "0,50 $ le million de publications");
        all.put("AWS::SQS::Queue", "0,40 $ le million de requêtes");
        all.put("AWS::S3::Bucket", "0,005 $ les mille écritures, 0,023 $ le Go et par mois");
        all.put("AWS::Logs::LogGroup", "0,50 $ le Go reçu");
        all.put("AWS::CloudWatch::Alarm", "0,10 $ par mois");
        all.put("AWS::SecretsManager::Secret", "0,40 $ par mois, au prorata");
        all.put("AWS::SES::Template", "0,10 $ les mille courriels");
        all.put("AWS::Events::EventBus", "1,00 $ le million d'événements");
        all.put("AWS::CodeCommit::Repository", "offert à cinq utilisateurs actifs par mois");
        return all;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("Sur un vrai compte AWS. Rien n'est encore fait ; voici ce qui le sera.");
        lines.add("  Compte      " + account);
        lines.add("  Région      " + site.region().id());
        lines.add("  Noms        avec %s, et l'étiquette %s = %s"
                .formatted(site.bounds().prefix(), Makes.TAG, site.run()));
        site.bounds().boundary().ifPresent(arn -> lines.add(bound() + arn));
        lines.add("  Ressources  de la pile, créées puis effacées ; certains critères en font une deuxième :");
        new TreeMap<>(counted()).forEach((type, count) -> lines.add("    %2d × %s".formatted(count, type)));
        lines.add("              et, à côté : un bucket pour le code, des files et des règles qui observent"
                + (types.contains("AWS::CodeCommit::Repository") ? ", un utilisateur de git" : ""));
        lines.add(
                "              ce qui y est raté est rejoué avec la solution de l'atelier, dans une pile de plus, avant de coûter un point");
        lines.add("  Coût        moins de 0,10 $ d'habitude (%s) :".formatted(PRICES));
        COSTS.forEach((type, cost) -> {
            if (types.contains(type)) {
                lines.add("    %s : %s".formatted(type.substring(type.indexOf("::") + 2), cost));
            }
        });
        lines.add(
                "  Non évalué  ce que cette cible ne montre pas : l'heure que l'on avance, les pannes provoquées, les courriels");
        found.forEach(each -> lines.add("    " + each));
        lines.add("  Il reste    rien, sauf ce qu'AWS a compté%s"
                .formatted(
                        types.contains("AWS::ApiGateway::Account")
                                ? ", et ce par quoi API Gateway écrit les journaux du compte entier : un rôle, et le groupe /aws/apigateway/welcome"
                                : ""));
        lines.add("  Si tout s'arrête en chemin : ./lab clean --target aws --run " + site.run());
        return String.join(System.lineSeparator(), lines);
    }

    private String bound() {
        return Collections.frequency(types, "AWS::IAM::Role") == 1
                ? "  Rôle        borné par "
                : "  Rôles       bornés par ";
    }

    private Map<String, Integer> counted() {
        Map<String, Integer> counts = new TreeMap<>();
        types.forEach(type -> counts.merge(type, 1, Integer::sum));
        return counts;
    }
}
