/**
 * The wire front: one HTTP server that speaks all of AWS's protocols, in terms of the SDK's own request and response
 * classes. It knows protocols, never services; what neither a protocol nor the SDK's model
 * tells, a service tells itself, by its {@link ateliers.cloud.traits.WireTraits}.
 */
package ateliers.cloud.wire;
