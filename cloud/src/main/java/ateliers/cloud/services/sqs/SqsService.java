package ateliers.cloud.services.sqs;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Makes Amazon SQS for a cloud. */
public final class SqsService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Sqs sqs = new Sqs(cloud);
        return List.of(AwsService.of("sqs", SqsClient.class)
                .operations(sqs)
                .target(new QueueTarget(cloud))
                .rows(rows -> SqsRows.declare(rows, cloud.place()))
                .resourcePolicy(sqs::policy)
                .denied(SqsService::denied)
                .build());
    }

    /** SQS says its actions in lower case, and the resource as it is. */
    private static AwsServiceException denied(Need need, String message) {
        String said = message.replace(need.action(), need.action().toLowerCase(Locale.ROOT));
        return AwsErrors.of(SqsException.builder(), "AccessDenied", 403, said);
    }
}
