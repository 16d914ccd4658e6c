package ateliers.labs.bank;

import java.math.BigDecimal;

/** Un client, sans son IBAN : aucune fonction n'en a besoin, et ce qui n'est pas lu ne fuit pas. */
record Client(String id, String name, String email, BigDecimal balance) {}
