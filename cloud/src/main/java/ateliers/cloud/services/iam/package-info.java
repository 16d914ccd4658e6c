/**
 * Identity and Access Management: roles, users, groups, policies and keys of the account, and the authoriser that
 * decides every call at the door with them. It follows the
 * <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html">API reference</a>. Service-linked
 * roles, multi-factor devices, identity providers, certificates, passwords and the policy simulator are not here.
 */
package ateliers.cloud.services.iam;
