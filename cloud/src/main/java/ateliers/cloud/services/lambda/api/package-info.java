/** What the operations of Lambda and its event source mappings have in common: refusals in AWS's words, lists in pages. */
package ateliers.cloud.services.lambda.api;
