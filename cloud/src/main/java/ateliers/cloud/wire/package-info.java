/**
 * The wire front: one HTTP server that speaks all of AWS's protocols, in terms of the SDK's own request and response
 * classes. It knows protocols, never services; what is irregular in S3's REST API is in the {@code S3*} classes.
 */
package ateliers.cloud.wire;
