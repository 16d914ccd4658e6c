package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Place;
import ateliers.cloud.executeapi.Address;
import ateliers.cloud.executeapi.CorsAnswers;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.Cors;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.InvokeMode;

/**
 * The URL of a function or of one of its aliases.
 *
 * @param id the first label of its domain
 * @param functionArn with the alias, where it is one's
 * @param cors null where it has none
 * @param mode null where nobody chose one
 * @param created as Lambda writes times
 */
record UrlConfig(
        String id,
        String functionArn,
        FunctionUrlAuthType auth,
        Cors cors,
        InvokeMode mode,
        String created,
        String modified) {

    boolean isPublic() {
        return auth == FunctionUrlAuthType.NONE;
    }

    String url(Place place) {
        return Address.functionUrl(id, place.region());
    }

    /** How Lambda shows it. */
    FunctionUrlConfig view(Place place) {
        return FunctionUrlConfig.builder()
                .functionUrl(url(place))
                .functionArn(functionArn)
                .authType(auth)
                .cors(cors)
                .invokeMode(mode == null ? InvokeMode.BUFFERED : mode)
                .creationTime(created)
                .lastModifiedTime(modified)
                .build();
    }

    /** How it answers pages of other sites, if that is configured. */
    Optional<CorsAnswers> corsAnswers() {
        return Optional.ofNullable(cors)
                .map(set -> new CorsAnswers(
                        set.allowOrigins(),
                        set.allowMethods(),
                        set.allowHeaders(),
                        set.exposeHeaders(),
                        set.maxAge(),
                        Boolean.TRUE.equals(set.allowCredentials())));
    }
}
