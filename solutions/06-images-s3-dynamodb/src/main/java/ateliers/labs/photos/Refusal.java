package ateliers.labs.photos;

/** Un fichier dont on ne fera jamais de miniature. Ce n'est pas une panne : réessayer n'y changerait rien. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason le motif, tel que le journal le garde */
    Refusal(String reason) {
        super(reason);
    }
}
