/**
 * The door: the only way to a service.
 *
 * <h2>What a service is</h2>
 *
 * Groups of operations, classes that implement the SDK's client interface and {@link ateliers.cloud.kit.Operations}
 * ({@code final class Roles implements IamClient, Operations}) and override one method per operation, and a
 * {@link ateliers.cloud.door.ServiceModule} with a line in
 * {@code META-INF/services/ateliers.cloud.door.ServiceModule}. The module makes the state, hands it to the groups, and
 * describes an {@link ateliers.cloud.door.AwsService}: one authorisation row per operation
 * ({@link ateliers.cloud.door.Rows}), what becomes of members that no operation reads
 * ({@link ateliers.cloud.door.Members}), the policy documents of its resources, how others deliver to them
 * ({@link ateliers.cloud.door.Target}), and the exception of a denial.
 *
 * <h2>What it may use</h2>
 *
 * Its {@link ateliers.cloud.door.ServiceContext}. It calls other services only through {@code door.as(principal,
 * XClient.class)}, with the SDK's interfaces, never another service's classes:
 *
 * <ul>
 *   <li>a delivery is such a call by {@code Principal.service("s3.amazonaws.com", sourceArn, sourceAccount)}, started
 *       with {@code clock.execute(…)} so that the cloud counts as busy until it is done;
 *   <li>what is done in a function's role is a call by the {@code RoleSession} that STS AssumeRole gave;
 *   <li>CloudFormation acts as {@code CallContext.caller()}, captured when the stack operation was called.
 * </ul>
 *
 * It says with {@code door.signals()} that a resource has something new, so that others need not poll it at rest. It
 * waits with {@code clock.parking()}, retries and expires with {@code clock.schedule(…)}, refuses with
 * {@link ateliers.cloud.door.AwsErrors#of} and says what it lacks with {@link ateliers.cloud.door.Unsupported}. The
 * caller is {@code CallContext.caller()}.
 *
 * <h2>Who may call</h2>
 *
 * The {@link ateliers.cloud.door.Authorizer} decides for each {@link ateliers.cloud.door.Need} of the row. Services ask
 * {@code door.wouldAllow(…)} to validate configurations. Implementations may be called by many threads at once.
 */
package ateliers.cloud.door;
