package ateliers.cloud.services.apigateway;

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
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayException;

/** Makes Amazon API Gateway's REST APIs for a cloud. */
public final class ApiGatewayModule implements ServiceModule {
    @Override
    public String name() {
        return "apigateway";
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        Apis apis = new Apis(context);
        return new Service(context, new ApiGateway(apis), List.of(new RestGateway(apis)));
    }

    record Service(ServiceContext context, ApiGateway implementation, List<HttpRoute> routes)
            implements AwsService<ApiGatewayClient> {
        @Override
        public Class<ApiGatewayClient> api() {
            return ApiGatewayClient.class;
        }

        @Override
        public void authorization(Rows rows) {
            ApiGatewayRows.declare(rows, context.place().region());
        }

        @Override
        public void members(Members members) {
            ApiGatewayMembers.declare(members);
        }

        @Override
        public AwsServiceException denied(Need need, String message) {
            return AwsErrors.of(ApiGatewayException.builder(), "AccessDeniedException", 403, message);
        }
    }
}
