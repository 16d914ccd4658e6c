/**
 * Requests and answers over HTTP, as the wire front shows them to routes: what is reached over HTTP without being an AWS
 * API, such as the hosts of API Gateway's stages.
 */
package ateliers.cloud.http;
