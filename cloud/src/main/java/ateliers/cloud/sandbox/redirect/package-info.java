/**
 * Runs within functions, and only in those that bring an AWS SDK of before {@code AWS_ENDPOINT_URL}: leads its requests,
 * which are meant for AWS's own addresses, to the cloud that the function lives in.
 */
package ateliers.cloud.sandbox.redirect;
