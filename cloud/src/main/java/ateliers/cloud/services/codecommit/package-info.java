/**
 * AWS CodeCommit: repositories that git reaches over HTTP, with the API to read and change what they hold.
 *
 * <p>{@link ateliers.cloud.services.codecommit.Repositories} holds the state, JGit what is in a repository. Every change
 * of a reference, by a push or by an operation, goes through {@link ateliers.cloud.services.codecommit.RefUpdates}, which
 * reports it to {@link ateliers.cloud.services.codecommit.Announcements}: they tell EventBridge and the triggers.
 *
 * <p>Git comes by {@link ateliers.cloud.services.codecommit.GitRoute}: {@code GitLogin} tells who it is, IAM whether that is
 * allowed, and {@code GitProtocol} speaks the protocol.
 */
package ateliers.cloud.services.codecommit;
