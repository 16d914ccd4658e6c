/**
 * Security Token Service: who calls, and temporary credentials for roles and users. It follows the
 * <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html">API reference</a>. Federation by SAML
 * or web identity, multi-factor codes, source identities and transitive tags are not here.
 */
package ateliers.cloud.services.sts;
