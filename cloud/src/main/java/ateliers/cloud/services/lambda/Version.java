package ateliers.cloud.services.lambda;

import ateliers.cloud.sandbox.RunningFunction;

/**
 * One version of a function: what {@code $LATEST} was when it was published, or what it is now.
 *
 * @param number {@code $LATEST} or a number
 * @param arn with the number; {@code $LATEST}'s has none
 * @param zip the deployment package
 * @param codeSha256 base64
 * @param running its sandboxes
 */
record Version(
        String number,
        String arn,
        Settings settings,
        byte[] zip,
        String codeSha256,
        String lastModified,
        String revisionId,
        RunningFunction running) {}
