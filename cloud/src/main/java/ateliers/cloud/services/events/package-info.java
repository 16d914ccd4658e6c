/**
 * Amazon EventBridge: buses, rules, and the way of an event from who puts it to the targets of the rules that it matches.
 *
 * <p>{@link ateliers.cloud.services.events.Buses} holds the state. An event comes by PutEvents, from another service of the
 * cloud through {@link ateliers.cloud.services.events.BusTarget}, or from the clock, where a rule has a schedule.
 * {@link ateliers.cloud.services.events.Router} finds the rules that it matches and
 * {@link ateliers.cloud.services.events.RuleDeliveries} brings it to their targets: again where the target's service
 * failed, to the dead-letter queue in the end.
 */
package ateliers.cloud.services.events;
