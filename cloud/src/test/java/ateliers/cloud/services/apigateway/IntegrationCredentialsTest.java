package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.Caller;
import ateliers.cloud.executeapi.PlayedFunctions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * With whose credentials a method's function is invoked, over HTTP: "credentials" of the developer guide's page
 * "x-amazon-apigateway-integration object".
 */
class IntegrationCredentialsTest extends ApiFixture {
    private PlayedFunctions functions;
    private String mirror;
    private Caller caller;

    @BeforeEach
    void makeFunction() {
        functions = new PlayedFunctions(cloud);
        mirror = functions.mirroring("mirror");
        caller = new Caller(cloud.cloud().endpoint(), api + ".execute-api.eu-west-3.amazonaws.com");
    }

    private void deploy(String credentials) {
        method("GET", r -> {});
        client.putIntegration(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("GET")
                .type("AWS_PROXY")
                .integrationHttpMethod("POST")
                .credentials(credentials)
                .uri(PlayedFunctions.uri(mirror)));
        client.createDeployment(r -> r.restApiId(api).stageName("prod"));
    }

    @Test
    void aRoleInvokesInPlaceOfTheService() {
        String role = functions.role("apigateway.amazonaws.com");
        deploy(role);
        functions.permit("mirror", cloud.cloud().place().arn("execute-api", api + "/*"));
        assertThat(caller.get("/prod/").status())
                .as("the function's policy does not count")
                .isEqualTo(500);

        cloud.client(IamClient.builder())
                .putRolePolicy(r -> r.roleName(role.substring(role.indexOf('/') + 1))
                        .policyName("invoke")
                        .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                                + "\"lambda:InvokeFunction\",\"Resource\":\"" + mirror + "\"}]}"));

        assertThat(caller.get("/prod/").status()).isEqualTo(200);
    }

    @Test
    void aRoleThatDoesNotTrustTheServiceInvokesNothing() {
        deploy(functions.role("lambda.amazonaws.com"));

        assertThat(caller.get("/prod/").status()).isEqualTo(500);
        assertThat(functions.events("mirror")).isEmpty();
    }

    @Test
    void whoHasNotSignedHasNoCredentialsOfHisOwn() {
        deploy("arn:aws:iam::*:user/*");
        functions.permit("mirror", cloud.cloud().place().arn("execute-api", api + "/*"));

        assertThat(caller.get("/prod/").status()).isEqualTo(500);
        assertThat(functions.events("mirror")).isEmpty();
    }
}
