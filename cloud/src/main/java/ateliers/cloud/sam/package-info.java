/**
 * The SAM transform, a pure function from template to template: {@link ateliers.cloud.sam.SamTransform}. A resource type
 * is a {@code ResourceMacro}, an event type an {@code EventSource}; each is one class, listed in its registry.
 */
package ateliers.cloud.sam;
