/**
 * Function code runs here, in child JVMs with AWS's own runtime client, and nowhere else.
 *
 * <p>{@link ateliers.cloud.sandbox.Sandboxes} is the entry point: one for a cloud, closed with it. It knows nothing of
 * the Lambda service: it is given code, an environment and events, and gives back answers and log lines. All times here
 * are real times: student code sees no other. Timeouts and the limit of an init leave out the time in which a function
 * stood ready and a busy machine gave it no processor: see {@link ateliers.cloud.sandbox.TimeoutWatch}.
 */
package ateliers.cloud.sandbox;
