package ateliers.labs.bank;


/**
 * Ce que Secrets Manager garde pour la banque.
 *
 * @param sender le nom que montre l'expéditeur des courriels
 */
record BankSecret(String sender, String partnerKey) {

    /** La comparaison dure autant pour toute clé : son temps ne dit rien de la bonne. */
    boolean opensTo(String key) {
        // TODO (Tâche 3) : compare les deux clés, octet par octet, avec MessageDigest.isEqual ; key peut être null.
        return false;
    }

    /** Sans la clé : un secret ne s'écrit pas dans un journal. */
    @Override
    public String toString() {
        return "BankSecret[" + sender + "]";
    }
}
