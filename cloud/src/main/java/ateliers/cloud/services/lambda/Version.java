package ateliers.cloud.services.lambda;

import ateliers.cloud.sandbox.RunningFunction;

/**
 * One version of a function: what {@code $LATEST} was when it was published, or what it is now.
 *
 * @param number {@code $LATEST} or a number
 * @param arn with the number; {@code $LATEST}'s has none
 * @param code the deployment package
 * @param running its sandboxes
 */
record Version(
        String number,
        String arn,
        Settings settings,
        DeploymentPackage code,
        String lastModified,
        String revisionId,
        RunningFunction running) {}
