/**
 * AWS Systems Manager as far as it is the Parameter Store: parameters with their versions, labels and tags. All else of
 * Systems Manager is lacking.
 *
 * <p>{@link ateliers.cloud.services.ssm.Parameters} holds the state; a
 * {@link ateliers.cloud.services.ssm.StoredParameter} keeps its last hundred versions.
 */
package ateliers.cloud.services.ssm;
