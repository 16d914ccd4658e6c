package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * The address of an API of the stack, as an output tells it, with or without a slash at its end. No other is ever asked: an output
 * may name whatever it likes, a machine beside the grader's too.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html">Invoke REST APIs in API Gateway</a>
 */
public final class ApiAddress {
    private static final Set<String> APIS = Set.of("AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api");
    private static final int HTTPS = 443;

    /** LocalStack's AWS::URLSuffix is a name of the machine it runs on; who else has it is not reached there. */
    private static final Pattern HOST = Pattern.compile(
            "([a-z0-9]+)\\.execute-api\\.([a-z0-9-]+)\\.(amazonaws\\.com|localhost\\.localstack\\.cloud)");

    private static final Pattern FUNCTION = Pattern.compile(".*\\.lambda-url\\..*");

    private final String url;

    private ApiAddress(String url) {
        this.url = url;
    }

    /** What an output names must be an API of the stack. */
    public static ApiAddress of(Stack stack, String output) {
        String told = stack.output(output);
        Set<String> apis = stack.resources()
                .filter(resource -> APIS.contains(resource.resourceType()) && resource.physicalResourceId() != null)
                .map(StackResourceSummary::physicalResourceId)
                .collect(Collectors.toSet());
        refusal(told, stack.region().id(), apis, stack.aws().web()::reaches).ifPresent(why -> {
            throw Expectation.that("La sortie %s est l'adresse d'une API de la pile.".formatted(output))
                    .expected("https://….execute-api.%s.amazonaws.com/…".formatted(stack.region()))
                    .seen(told)
                    .task(1)
                    .hint("%s Compose %s avec !Sub, comme le montre le template de départ.".formatted(why, output))
                    .failure();
        });
        return new ApiAddress(told.replaceFirst("/+$", ""));
    }

    /**
     * Why this is no address of an API of the stack, in French; empty where it is one.
     *
     * @param apis the ids of the stack's APIs
     * @param reached whether the target is asked at an address, or something else would be
     */
    static Optional<String> refusal(String told, String region, Set<String> apis, Predicate<URI> reached) {
        URI address;
        try {
            address = URI.create(told);
        } catch (IllegalArgumentException e) {
            return Optional.of("ce n'est pas une adresse.");
        }
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        if (FUNCTION.matcher(host).matches()) {
            return Optional.of("c'est l'URL d'une fonction, et le contrat demande une API d'API Gateway :"
                    + " AWS::Serverless::Api ou AWS::Serverless::HttpApi.");
        }
        Matcher api = HOST.matcher(host);
        if (!api.matches() || !reached.test(address)) {
            return Optional.of(
                    "ce n'est pas l'adresse d'une API d'API Gateway, et le correcteur n'en appelle pas d'autre.");
        }
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            return Optional.of("API Gateway ne répond qu'en https.");
        }
        if (address.getPort() != -1 && address.getPort() != HTTPS && host.endsWith(".amazonaws.com")) {
            return Optional.of("API Gateway ne répond qu'au port 443, que l'adresse n'a pas à nommer.");
        }
        if (!api.group(2).equals(region)) {
            return Optional.of(
                    "cette API est d'une autre région (%s) : prends ${AWS::Region}.".formatted(api.group(2)));
        }
        return apis.contains(api.group(1))
                ? Optional.empty()
                : Optional.of(
                        apis.isEmpty()
                                ? "la pile n'a pas d'API : déclare une AWS::Serverless::Api ou une AWS::Serverless::HttpApi."
                                : "%s n'est pas une API de la pile : le correcteur n'en appelle pas d'autre."
                                        .formatted(api.group(1)));
    }

    /** The address of a path that begins with a slash; empty for the API's own. */
    public URI of(String path) {
        return URI.create(url + path);
    }
}
