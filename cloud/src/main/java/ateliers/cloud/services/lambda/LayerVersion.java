package ateliers.cloud.services.lambda;

import java.util.List;

/**
 * One version of a layer. A function that has it keeps it, even when it is deleted.
 *
 * @param layerArn without the version's number
 * @param content its zip
 * @param created as Lambda writes times
 * @param runtimes that it says to fit; empty where it does not say
 * @param policy who else may read it
 */
record LayerVersion(
        String layerArn,
        long number,
        DeploymentPackage content,
        String description,
        String license,
        List<String> runtimes,
        List<String> architectures,
        String created,
        ResourcePolicy policy) {

    String arn() {
        return layerArn + ":" + number;
    }
}
