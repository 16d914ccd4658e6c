package ateliers.labs.orders;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Des commandes pour les tests, et les événements du dossier {@code events/}. */
final class Samples {

    private Samples() {}

    static OrderLine line(String sku, int quantity, String unitPrice) {
        return new OrderLine(sku, quantity, new BigDecimal(unitPrice));
    }

    static Order order(String id, OrderLine... lines) {
        return new Order(id, "client@exemple.fr", List.of(lines), Order.RECEIVED);
    }

    /** Un événement d'exemple, lu comme l'environnement Java d'AWS Lambda le lit. */
    static <T> T event(String name, Class<T> type) {
        try (InputStream json = Files.newInputStream(Path.of("events", name))) {
            return type.cast(LambdaEventSerializers.serializerFor(type, Samples.class.getClassLoader())
                    .fromJson(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
