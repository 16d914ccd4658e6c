/** Faults on request: throttling, unprocessed items, refusals and duplicate deliveries for named operations. */
package ateliers.cloud.faults;
