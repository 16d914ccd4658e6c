package ateliers.cloud.services.lambda;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.List;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Makes AWS Lambda for a cloud. */
public final class LambdaService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Lambda lambda = new Lambda(cloud);
        return List.of(AwsService.of("lambda", LambdaClient.class)
                .operations(lambda)
                .target(new FunctionTarget(cloud.door()))
                .rows(rows -> new LambdaRows(rows, cloud.place(), lambda).declare())
                .members(LambdaMembers::declare)
                .resourcePolicy(lambda::policy)
                .denied((need, message) -> LambdaErrors.denied(message))
                .build());
    }
}
