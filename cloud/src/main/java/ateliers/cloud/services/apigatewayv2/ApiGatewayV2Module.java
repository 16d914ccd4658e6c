package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.http.HttpRoute;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;

/** Makes Amazon API Gateway's HTTP APIs for a cloud. */
public final class ApiGatewayV2Module implements ServiceModule {
    @Override
    public String name() {
        return "apigatewayv2";
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        HttpApis apis = new HttpApis(context);
        AccessLogs logs = new AccessLogs(context);
        return new Service(context, new ApiGatewayV2(apis, logs), List.of(new HttpGateway(apis, logs)));
    }

    record Service(ServiceContext context, ApiGatewayV2 implementation, List<HttpRoute> routes)
            implements AwsService<ApiGatewayV2Client> {
        @Override
        public Class<ApiGatewayV2Client> api() {
            return ApiGatewayV2Client.class;
        }

        @Override
        public void authorization(Rows rows) {
            ApiGatewayV2Rows.declare(rows, context.place().region());
        }

        @Override
        public void members(Members members) {
            ApiGatewayV2Members.declare(members);
        }

        @Override
        public AwsServiceException denied(Need need, String message) {
            return AwsErrors.of(ApiGatewayV2Exception.builder(), "AccessDeniedException", 403, message);
        }
    }
}
