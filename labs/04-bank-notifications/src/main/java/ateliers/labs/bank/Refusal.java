package ateliers.labs.bank;

/** Une demande que l'API refuse, avec le code HTTP et la raison que l'appelant lira. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
