package ateliers.cloud.services.sns;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Makes Amazon SNS for a cloud. */
public final class SnsService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Sns sns = new Sns(cloud);
        return List.of(AwsService.of("sns", SnsClient.class)
                .operations(sns)
                .target(new TopicTarget(cloud.door()))
                .rows(rows -> SnsRows.declare(rows, cloud.place()))
                .resourcePolicy(sns::policy)
                .denied(SnsService::denied)
                .build());
    }

    /** SNS says its actions in its own way: {@code SNS:Publish}. */
    private static AwsServiceException denied(Need need, String message) {
        String said = "SNS" + need.action().substring(need.action().indexOf(':'));
        return SnsErrors.authorization(message.replace(need.action(), said));
    }
}
