package ateliers.labs.bank;

import java.math.BigDecimal;

/** Une demande d'opération, vérifiée. */
record OperationRequest(String clientId, OperationType type, BigDecimal amount, String currency) {}
