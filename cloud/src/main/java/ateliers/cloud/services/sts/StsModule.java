package ateliers.cloud.services.sts;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;

/** Makes STS. */
public final class StsModule implements ServiceModule {
    @Override
    public String name() {
        return "sts";
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        return new StsService(new Sts(context));
    }
}
