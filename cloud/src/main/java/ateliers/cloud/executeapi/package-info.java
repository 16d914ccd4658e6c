/**
 * What the data planes of both versions of API Gateway share, under AWS's name for it ({@code execute-api}): finding
 * the API and the stage of a request, matching paths, events and answers of Lambda proxy integrations, invoking
 * functions, authorising signed requests, access logs, and OpenAPI documents.
 *
 * <p>The two services keep what is theirs: resources, methods and gateway responses there, routes and CORS here.
 */
package ateliers.cloud.executeapi;
