/**
 * Amazon EventBridge Scheduler: schedules in groups, each with one target that it reaches in a role of its own.
 *
 * <p>{@link ateliers.cloud.services.scheduler.Groups} holds the state, {@link ateliers.cloud.services.scheduler.Ticks}
 * makes schedules fire by the cloud's clock, and {@link ateliers.cloud.services.scheduler.Invocations} reaches targets.
 */
package ateliers.cloud.services.scheduler;
