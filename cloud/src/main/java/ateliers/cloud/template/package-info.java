/**
 * CloudFormation templates as data: read from YAML or JSON with their line numbers, checked against the resource
 * schemas, evaluated. Nothing here calls a service.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html">template formats</a>
 */
package ateliers.cloud.template;
