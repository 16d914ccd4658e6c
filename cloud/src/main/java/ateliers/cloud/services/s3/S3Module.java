package ateliers.cloud.services.s3;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;

/** Amazon S3. */
public final class S3Module implements ServiceModule {
    @Override
    public String name() {
        return "s3";
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        return new S3Service(context);
    }
}
