/**
 * Amazon API Gateway's REST APIs: the control plane, and the data plane that their stages answer with.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html">Actions</a>
 */
package ateliers.cloud.services.apigateway;
