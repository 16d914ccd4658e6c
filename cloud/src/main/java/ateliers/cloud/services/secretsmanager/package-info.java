/**
 * AWS Secrets Manager: secrets, their versions with staging labels, and their rotation by functions.
 *
 * <p>{@link ateliers.cloud.services.secretsmanager.Secrets} holds the state. A
 * {@link ateliers.cloud.services.secretsmanager.Secret} moves labels between its versions as AWS does, and
 * {@link ateliers.cloud.services.secretsmanager.Rotations} gives it new versions by the cloud's clock.
 */
package ateliers.cloud.services.secretsmanager;
