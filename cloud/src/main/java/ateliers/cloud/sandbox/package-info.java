/**
 * Function code runs here, in child JVMs with AWS's own runtime client, and nowhere else.
 *
 * <p>{@link ateliers.cloud.sandbox.Sandboxes} is the entry point: one for a cloud, closed with it. It knows nothing of
 * the Lambda service: it is given code, an environment and events, and gives back answers and log lines. All times here
 * are real times: student code sees no other.
 */
package ateliers.cloud.sandbox;
