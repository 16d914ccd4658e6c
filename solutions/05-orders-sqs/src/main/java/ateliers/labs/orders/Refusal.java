package ateliers.labs.orders;

/** Une demande que l'API refuse, avec le code HTTP et la raison que le client lira. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** @param cause ce qui a échoué chez nous, pour les journaux */
    Refusal(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** La raison, et ce qui a échoué chez nous s'il y a lieu. */
    String forLogs() {
        return getCause() == null ? getMessage() : getMessage() + " " + getCause();
    }
}
