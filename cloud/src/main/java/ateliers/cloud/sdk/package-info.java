/**
 * What the AWS SDK's classes tell about AWS's API: the services' operations, their requests, responses and wire
 * bindings. All reflection on the SDK sits in {@link ateliers.cloud.sdk.SdkModel}; an architecture test holds to it.
 */
package ateliers.cloud.sdk;
