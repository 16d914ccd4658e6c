package ateliers.grader.bench;

import ateliers.grader.deploy.Deployed;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Refused;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Web.Answer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** Lab 05's solution on an AWS, called as a shop's customers call it. */
final class Orders implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDER = """
            {"customer_email":"client@exemple.fr","items":[{"sku":"cafe","quantity":2,"unit_price":3.20}]}""";

    private final String stack = "mesure-" + UUID.randomUUID();
    private final Target target;
    private final AwsClients aws;
    private final Deployer deployer;
    private String apiUrl;

    /** @param target stays open, whatever becomes of this */
    Orders(Target target, Deployer deployer) {
        this.target = target;
        this.deployer = deployer;
        this.aws = new AwsClients(target);
    }

    /** The first answer of this AWS. */
    void greet() {
        require(
                aws.web().send("GET", target.endpoint().orElseThrow().resolve("/_localstack/health"), Map.of(), ""),
                200);
    }

    /** From the template to a stack that stands. */
    void deploy() {
        try {
            Deployed deployed = deployer.deploy(target, aws, stack);
            apiUrl = deployed.outputs().get("ApiUrl");
            if (apiUrl == null || !apiUrl.startsWith("http")) {
                throw new GraderException("La sortie ApiUrl de la pile n'est pas une adresse : " + apiUrl);
            }
        } catch (Refused e) {
            throw new GraderException("La solution n'a pas pu être déployée : " + e.getMessage(), e);
        }
    }

    /** Places an order and answers its number. */
    String place() {
        Answer placed = require(
                aws.web()
                        .send(
                                "POST",
                                URI.create(apiUrl + "/orders"),
                                Map.of("Content-Type", "application/json"),
                                ORDER),
                201);
        try {
            return JSON.readTree(placed.body()).path("order_id").asText();
        } catch (JsonProcessingException e) {
            throw new GraderException("La solution répond autre chose que du JSON : " + placed.body(), e);
        }
    }

    /** Reads an order: API Gateway, Lambda, DynamoDB and back. */
    void read(String id) {
        require(aws.web().send("GET", URI.create(apiUrl + "/orders/" + id), Map.of(), ""), 200);
    }

    /** Takes the stack away again. */
    void delete() {
        aws.cloudFormation().deleteStack(r -> r.stackName(stack));
    }

    private static Answer require(Answer answer, int status) {
        if (answer.status() != status) {
            throw new GraderException(
                    "Réponse %d au lieu de %d : %s".formatted(answer.status(), status, answer.body()));
        }
        return answer;
    }

    @Override
    public void close() {
        aws.close();
    }
}
