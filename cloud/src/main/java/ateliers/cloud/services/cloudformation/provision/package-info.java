/**
 * One class per resource type: how CloudFormation makes, changes and deletes it, by SDK clients at the door.
 *
 * <p>A new type is a class that implements {@link ateliers.cloud.services.cloudformation.provision.Provisioner} and its
 * line in {@code META-INF/services}. It names every property that it acts upon and every one without effect; any other
 * one is refused as {@code Unsupported} before anything is made.
 */
package ateliers.cloud.services.cloudformation.provision;
