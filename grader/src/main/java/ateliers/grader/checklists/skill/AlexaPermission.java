package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * The function's policy lets Alexa in, on behalf of this skill and of no other.
 *
 * @see <a href="https://developer.amazon.com/docs/custom-skills/host-a-custom-skill-as-an-aws-lambda-function.html">Host a custom
 *     skill as an AWS Lambda function</a>
 */
final class AlexaPermission {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALEXA = "alexa-appkit.amazon.com";
    private static final Pattern QUALIFIED = Pattern.compile("(.*:function:[^:]+):(.+)");

    private final Stack stack;
    private final Skill skill;

    AlexaPermission(Stack stack, Skill skill) {
        this.stack = stack;
        this.skill = skill;
    }

    void check() {
        List<JsonNode> statements = statements();
        List<JsonNode> forAlexa =
                statements.stream().filter(AlexaPermission::letsAlexaIn).toList();
        boolean thisSkillAlone = !forAlexa.isEmpty() && forAlexa.stream().allMatch(this::isForThisSkill);
        Expectation.that("La fonction laisse entrer Alexa pour cette compétence, et pour elle seule.")
                .expected("une permission pour %s, avec l'EventSourceToken %s".formatted(ALEXA, skill.skillId))
                .seen(statements.isEmpty() ? "aucune permission" : statements.toString())
                .hint("donne à la fonction un événement de type AlexaSkill, avec SkillId: !Ref SkillId"
                        + " (ou une AWS::Lambda::Permission avec EventSourceToken).")
                .holdsIf(thisSkillAlone);
    }

    private List<JsonNode> statements() {
        List<JsonNode> statements = new ArrayList<>();
        policy().path("Statement").forEach(statements::add);
        return statements;
    }

    private JsonNode policy() {
        Matcher qualified = QUALIFIED.matcher(skill.function);
        boolean isQualified = qualified.matches();
        try {
            return JSON.readTree(stack.aws()
                    .lambda()
                    .getPolicy(r -> r.functionName(isQualified ? qualified.group(1) : skill.function)
                            .qualifier(isQualified ? qualified.group(2) : null))
                    .policy());
        } catch (ResourceNotFoundException e) {
            return MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Lambda answered a policy that is no JSON", e);
        }
    }

    private static boolean letsAlexaIn(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return statement.path("Effect").asText().equals("Allow")
                && (principal.asText().equals("*")
                        || principal.path("AWS").asText().equals("*")
                        || principal.path("Service").asText().equals(ALEXA));
    }

    private boolean isForThisSkill(JsonNode statement) {
        return statement.path("Principal").path("Service").asText().equals(ALEXA)
                && statement.path("Action").asText().equals("lambda:InvokeFunction")
                && statement
                        .path("Condition")
                        .path("StringEquals")
                        .path("lambda:EventSourceToken")
                        .asText()
                        .equals(skill.skillId);
    }
}
