package ateliers.labs.orders;

import java.math.BigDecimal;

/**
 * Une ligne de commande.
 *
 * @param sku la référence de l'article
 * @param quantity le nombre d'articles, 1 au moins
 * @param unitPrice le prix d'un article, exact ; deux prix égaux s'écrivent de la même façon (10.50 et 10.5)
 */
record OrderLine(String sku, int quantity, BigDecimal unitPrice) {

    OrderLine {
        unitPrice = unitPrice.stripTrailingZeros();
    }

    BigDecimal total() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }
}
