/**
 * AWS Lambda: functions, versions, aliases, permissions, synchronous and asynchronous invocation. Function code runs in
 * {@link ateliers.cloud.sandbox}.
 */
package ateliers.cloud.services.lambda;
