/**
 * CloudFormation: stacks and change sets. A stack operation checks its request and template at once, then runs on the
 * clock's threads, resource after resource in the order of their dependencies, as its caller or as its role.
 */
package ateliers.cloud.services.cloudformation;
