/**
 * Cloud Control API: resources by the type and the identifier that CloudFormation knows them by. It follows the
 * <a href="https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_Operations.html">API reference</a>, and reads
 * the URLs of functions alone: what {@code sam list endpoints} asks for.
 */
package ateliers.cloud.services.cloudcontrol;
