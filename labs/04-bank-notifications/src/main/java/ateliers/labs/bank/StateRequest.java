package ateliers.labs.bank;

/** Une demande de changement d'état, vérifiée. */
record StateRequest(String clientId, OperationState state) {}
