/**
 * What every service needs and none writes again: names of resources ({@link ateliers.cloud.kit.Arn}), lists in pages
 * ({@link ateliers.cloud.kit.Paging}), the constraints of request models ({@link ateliers.cloud.kit.Constraints}), the
 * SDK's objects as bags of members ({@link ateliers.cloud.kit.Pojos}) and groups of operations
 * ({@link ateliers.cloud.kit.Operations}).
 *
 * <p>It knows no service and no door: the door itself reads ARNs and members by it. What a service gets of the cloud around
 * it stands in {@link ateliers.cloud.door}: rows, deliveries, journal entries.
 */
package ateliers.cloud.kit;
