/**
 * Amazon API Gateway's HTTP APIs: the control plane, and the data plane that their stages answer with.
 *
 * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/operations.html">Operations</a>
 */
package ateliers.cloud.services.apigatewayv2;
