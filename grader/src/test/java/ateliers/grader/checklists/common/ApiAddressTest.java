package ateliers.grader.checklists.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAddressTest {
    private static final Set<String> APIS = Set.of("abc123", "def456");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://abc123.execute-api.eu-west-3.amazonaws.com/prod",
                "https://def456.execute-api.eu-west-3.amazonaws.com",
                "https://ABC123.execute-api.EU-west-3.amazonaws.com/prod/",
                "https://abc123.execute-api.eu-west-3.amazonaws.com:443/prod",
                "https://abc123.execute-api.eu-west-3.localhost.localstack.cloud:4566/prod",
            })
    void anAddressOfAnApiOfTheStackIsTaken(String told) {
        assertThat(refusal(told)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://abc123.lambda-url.eu-west-3.on.aws/                     | l'URL d'une fonction, et le contrat demande une API",
                "https://xyz789.execute-api.eu-west-3.amazonaws.com/prod         | xyz789 n'est pas une API de la pile",
                "https://abc123.execute-api.us-east-1.amazonaws.com/prod         | une autre région (us-east-1)",
                "http://abc123.execute-api.eu-west-3.amazonaws.com/prod          | qu'en https",
                "https://abc123.execute-api.eu-west-3.amazonaws.com:8443/prod    | qu'au port 443",
                "https://abc123.execute-api.eu-west-3.example.com/prod           | pas l'adresse d'une API",
                "https://abc123.execute-api.eu-west-3.amazonaws.com.example.com/ | pas l'adresse d'une API",
                "https://abc123.execute-api.eu-west-3.amazonaws.com@example.com/ | pas l'adresse d'une API",
                "http://127.0.0.1:4566/prod                                      | pas l'adresse d'une API",
                "http://169.254.169.254/latest/meta-data/                        | pas l'adresse d'une API",
                "https://sqs.eu-west-3.amazonaws.com/                            | pas l'adresse d'une API",
                "ftp://abc123                                                    | pas l'adresse d'une API",
                "abc123                                                          | pas l'adresse d'une API",
                "pas une adresse                                                 | pas une adresse",
            })
    void anythingElseIsRefusedAndWhy(String told, String why) {
        assertThat(refusal(told)).get().asString().contains(why);
    }

    @Test
    void aStackWithoutAnApiIsToldSo() {
        assertThat(ApiAddress.refusal(
                        "https://abc123.execute-api.eu-west-3.amazonaws.com/prod", "eu-west-3", Set.of(), any -> true))
                .get()
                .asString()
                .contains("la pile n'a pas d'API");
    }

    @Test
    void whatTheTargetDoesNotAnswerIsNotAsked() {
        assertThat(ApiAddress.refusal(
                        "https://abc123.execute-api.eu-west-3.localhost.localstack.cloud/prod",
                        "eu-west-3",
                        APIS,
                        any -> false))
                .isPresent();
    }

    private static Optional<String> refusal(String told) {
        return ApiAddress.refusal(told, "eu-west-3", APIS, any -> true);
    }
}
