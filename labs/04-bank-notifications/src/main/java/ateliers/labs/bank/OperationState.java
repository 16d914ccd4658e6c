package ateliers.labs.bank;

/** L'état d'une opération ; chacun peut suivre tout autre, et aucun ne change un solde. */
enum OperationState {
    ENREGISTREE,
    TRAITEE,
    ANNULEE
}
