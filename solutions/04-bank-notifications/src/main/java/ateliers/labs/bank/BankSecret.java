package ateliers.labs.bank;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Ce que Secrets Manager garde pour la banque.
 *
 * @param sender le nom que montre l'expéditeur des courriels
 */
record BankSecret(String sender, String partnerKey) {

    /** La comparaison dure autant pour toute clé : son temps ne dit rien de la bonne. */
    boolean opensTo(String key) {
        return key != null
                && MessageDigest.isEqual(
                        key.getBytes(StandardCharsets.UTF_8), partnerKey.getBytes(StandardCharsets.UTF_8));
    }

    /** Sans la clé : un secret ne s'écrit pas dans un journal. */
    @Override
    public String toString() {
        return "BankSecret[" + sender + "]";
    }
}
