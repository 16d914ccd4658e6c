package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.http.HttpRoute;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;

/** Makes Amazon API Gateway's HTTP APIs for a cloud. */
public final class ApiGatewayV2Module implements ServiceModule {
    @Override
    public String name() {
        return "apigatewayv2";
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        Map<String, HttpApi> apis = new ConcurrentHashMap<>();
        return new Service(context, new ApiGatewayV2(context, apis), List.of(new HttpGateway(context, apis)));
    }

    record Service(ServiceContext context, ApiGatewayV2 implementation, List<HttpRoute> routes)
            implements AwsService<ApiGatewayV2Client> {
        @Override
        public Class<ApiGatewayV2Client> api() {
            return ApiGatewayV2Client.class;
        }

        @Override
        public void authorization(Rows rows) {
            rows.on(CreateApiRequest.class, r -> need("POST", ""));
            rows.on(GetApisRequest.class, r -> need("GET", ""));
            rows.on(GetApiRequest.class, r -> need("GET", "/" + r.apiId()));
            rows.on(DeleteApiRequest.class, r -> need("DELETE", "/" + r.apiId()));
            rows.on(CreateIntegrationRequest.class, r -> need("POST", "/" + r.apiId() + "/integrations"));
            rows.on(CreateRouteRequest.class, r -> need("POST", "/" + r.apiId() + "/routes"));
            rows.on(GetRoutesRequest.class, r -> need("GET", "/" + r.apiId() + "/routes"));
            rows.on(CreateStageRequest.class, r -> need("POST", "/" + r.apiId() + "/stages"));
            rows.on(DeleteStageRequest.class, r -> need("DELETE", "/" + r.apiId() + "/stages/" + r.stageName()));
        }

        private Need need(String method, String below) {
            String region = context.place().region();
            return new Need("apigateway:" + method, "arn:aws:apigateway:" + region + "::/apis" + below);
        }

        @Override
        public AwsServiceException denied(Need need, String message) {
            return AwsErrors.of(ApiGatewayV2Exception.builder(), "AccessDeniedException", 403, message);
        }
    }
}
