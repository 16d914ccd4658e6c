/**
 * Event source mappings: what reads queues and streams for functions, as their roles. Pollers are woken by the door's
 * signals, so that a mapping at rest takes neither time nor timers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html">How Lambda processes
 *     records from stream and queue-based event sources</a>
 */
package ateliers.cloud.services.lambda.mapping;
