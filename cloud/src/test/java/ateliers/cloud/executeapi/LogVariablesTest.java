package ateliers.cloud.executeapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which variables of access logs are said to be in vain. */
class LogVariablesTest {

    @Test
    void whatHasAValueIsNotSpokenOf() {
        assertThat(LogVariables.REST.inVain("$context.requestId $context.authorizer.principalId $context.authorizer.any"
                        + " ${context.identity.apiKey} $context.authorize.error $context.integration.status"))
                .isEmpty();
        assertThat(LogVariables.HTTP.inVain("$context.requestId $context.routeKey $context.authorizer.claims.sub"
                        + " $context.dataProcessed $context.error.message"))
                .isEmpty();
    }

    @Test
    void whatIsAlwaysADashIsSaidOnce() {
        assertThat(LogVariables.REST.inVain(
                        "$context.tlsVersion $context.tlsVersion $context.routeKey $context.requestOverride.header.a"))
                .containsExactly(
                        "the variable $context.tlsVersion of access logs, always a dash here,",
                        "$context.routeKey, which is no variable of access logs and always a dash,",
                        "the variable $context.requestOverride.header.a of access logs, always a dash here,");
        assertThat(LogVariables.HTTP.inVain("$context.identity.clientCert.subjectDN $context.resourcePath"))
                .containsExactly(
                        "the variable $context.identity.clientCert.subjectDN of access logs, always a dash here,",
                        "$context.resourcePath, which is no variable of access logs and always a dash,");
    }
}
