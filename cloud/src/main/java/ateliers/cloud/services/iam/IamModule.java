package ateliers.cloud.services.iam;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;

/** Makes IAM, and makes it the door's authoriser. */
public final class IamModule implements ServiceModule {
    @Override
    public String name() {
        return "iam";
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        IamState state = new IamState();
        context.door().authorizer(new IamAuthorizer(state, context.place(), context.clock()));
        return new IamService(new Iam(context, state), state, context.place());
    }
}
