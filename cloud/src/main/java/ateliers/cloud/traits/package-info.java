/**
 * How services speak on the wire where their protocol, or the SDK's model of them, does not tell: each says so of itself
 * in its {@code XService}. So {@code wire} knows protocols only, and no service by its name.
 */
package ateliers.cloud.traits;
