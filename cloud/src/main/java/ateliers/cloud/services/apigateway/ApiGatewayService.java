package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.List;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayException;

/** Makes Amazon API Gateway's REST APIs for a cloud. */
public final class ApiGatewayService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Apis apis = new Apis(cloud);
        return List.of(AwsService.of("apigateway", ApiGatewayClient.class)
                .operations(new ApiGateway(apis))
                .rows(rows -> ApiGatewayRows.declare(rows, cloud.place().region()))
                .members(ApiGatewayMembers::declare)
                .routes(new RestGateway(apis))
                .denied((need, message) ->
                        AwsErrors.of(ApiGatewayException.builder(), "AccessDeniedException", 403, message))
                .build());
    }
}
