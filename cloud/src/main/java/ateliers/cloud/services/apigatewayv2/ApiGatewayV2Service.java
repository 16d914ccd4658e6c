package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.List;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;

/** Makes Amazon API Gateway's HTTP APIs for a cloud. */
public final class ApiGatewayV2Service implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        HttpApis apis = new HttpApis(cloud);
        AccessLogs logs = new AccessLogs(cloud);
        return List.of(AwsService.of("apigatewayv2", ApiGatewayV2Client.class)
                .operations(new ApiGatewayV2(apis, logs))
                .rows(rows -> ApiGatewayV2Rows.declare(rows, cloud.place().region()))
                .members(ApiGatewayV2Members::declare)
                .routes(new HttpGateway(apis, logs))
                .denied((need, message) ->
                        AwsErrors.of(ApiGatewayV2Exception.builder(), "AccessDeniedException", 403, message))
                .build());
    }
}
