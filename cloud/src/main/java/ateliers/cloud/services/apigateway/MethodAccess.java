package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.executeapi.AuthorizerAnswer;
import ateliers.cloud.executeapi.IamAuthorization;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.executeapi.Visit;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.services.apigateway.CompiledStage.CompiledMethod;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.apigateway.model.ApiKey;

/**
 * Who may call a method: by signature, by the policy of the API, by an authorizer; and by an API key beside.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html">How
 *     resource policies affect the authorization workflow</a>
 */
final class MethodAccess {
    private final ServiceContext context;
    private final UsagePlans plans;
    private final IamAuthorization iam;
    private final RestAuthorizers authorizers;

    MethodAccess(Apis apis, RestAuthorizers authorizers) {
        this.context = apis.context;
        this.plans = apis.plans;
        this.iam = new IamAuthorization(context.door(), context.signatures());
        this.authorizers = authorizers;
    }

    /**
     * Lets a request through, or does not.
     *
     * @param arn of the method that is asked for
     * @throws RestFault in AWS's words when it does not
     */
    void check(Visit visit, CompiledStage stage, CompiledMethod method, ProxyEvent.Place place, String arn) {
        Optional<AuthorizerAnswer> answer = caller(visit, stage, method, place, arn);
        if (Boolean.TRUE.equals(method.method().apiKeyRequired())) {
            String value = stage.isKeyOfAuthorizer()
                    ? answer.map(AuthorizerAnswer::usageKey).orElse(null)
                    : visit.request().header("x-api-key").orElse(null);
            ApiKey key = plans.admit(
                    value,
                    visit.address().apiId(),
                    place.stage(),
                    place.resourcePath() + "/" + method.method().httpMethod(),
                    visit.time());
            visit.identifiedBy(key.id(), key.value());
        }
    }

    private Optional<AuthorizerAnswer> caller(
            Visit visit, CompiledStage stage, CompiledMethod method, ProxyEvent.Place place, String arn) {
        if (method.authorizer() == null) {
            signature(visit, arn, method.iam(), stage.policy());
            return Optional.empty();
        }
        Optional<Policy> policy = stage.parsedPolicy();
        boolean refused = policy.filter(each -> AuthorizerAnswer.isRefusedBy(
                        each, visit, arn, context.clock().instant()))
                .isPresent();
        if (refused) {
            signature(visit, arn, false, stage.policy());
        }
        return Optional.of(authorizers.authorize(visit, method.authorizer(), place, arn, policy));
    }

    private void signature(Visit visit, String arn, boolean signed, Optional<String> policy) {
        if (!signed && policy.isEmpty()) {
            return;
        }
        long start = visit.millis();
        try {
            var verdict = signed ? iam.authorize(visit, arn, policy) : iam.anonymous(visit, arn, policy.orElseThrow());
            if (signed) {
                attempted(visit, "authenticate", 200, null, start);
            }
            attempted(visit, "authorize", verdict.allowed() ? 200 : 403, verdict.message(), start);
            if (!verdict.allowed()) {
                throw RestFault.denied(masked(verdict.message()));
            }
        } catch (AwsServiceException e) {
            attempted(visit, "authenticate", 403, AwsErrors.message(e), start);
            throw RestFault.signature(AwsErrors.code(e), AwsErrors.message(e));
        }
    }

    /** What access logs tell of an attempt to authenticate or to be authorized. */
    private static void attempted(Visit visit, String what, int status, String error, long start) {
        visit.set(what + ".status", Integer.toString(status));
        visit.set(what + ".error", error);
        visit.set(what + ".latency", Long.toString(visit.millis() - start));
    }

    /** AWS does not tell callers the whole account of the API. */
    private String masked(String message) {
        String account = context.place().account();
        return message.replace(
                ":execute-api:" + context.place().region() + ":" + account + ":",
                ":execute-api:" + context.place().region() + ":********" + account.substring(8) + ":");
    }
}
