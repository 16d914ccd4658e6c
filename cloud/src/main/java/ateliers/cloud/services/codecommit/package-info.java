/**
 * AWS CodeCommit: repositories that git reaches over HTTP, with the API to read and change what they hold.
 *
 * <p>{@link ateliers.cloud.services.codecommit.Repositories} holds the state, JGit what is in a repository. Every change
 * of a reference, by a push or by an operation, goes through {@link ateliers.cloud.services.codecommit.RefUpdates}.
 */
package ateliers.cloud.services.codecommit;
