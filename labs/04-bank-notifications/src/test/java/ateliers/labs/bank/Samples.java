package ateliers.labs.bank;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Des opérations pour les tests, et les événements du dossier {@code events/}. */
final class Samples {

    static final Operation WITHDRAWAL = operation("op-1", "RETRAIT", "1234.56", "765.44", "2026-03-28T23:15:30Z");

    private Samples() {}

    static Operation operation(String id, String type, String amount, String balance, String date) {
        return new Operation(
                id,
                "c-4821",
                OperationType.valueOf(type),
                OperationState.ENREGISTREE,
                new BigDecimal(amount),
                "EUR",
                new BigDecimal(balance),
                Instant.parse(date));
    }

    static OperationRequest request(String type, String amount) {
        return new OperationRequest("c-4821", OperationType.valueOf(type), new BigDecimal(amount), "EUR");
    }

    static InputStream open(String name) {
        try {
            return Files.newInputStream(Path.of("events", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Un événement d'exemple, lu comme l'environnement Java d'AWS Lambda le lit. */
    static <T> T event(String name, Class<T> type) {
        try (InputStream json = open(name)) {
            return type.cast(LambdaEventSerializers.serializerFor(type, Samples.class.getClassLoader())
                    .fromJson(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** L'événement qu'EventBridge livre pour une opération. */
    static InputStream delivered(Operation operation) {
        return stream("{\"source\": \"banque.operations\", \"detail-type\": \"%s\", \"detail\": %s}"
                .formatted(operation.type(), BankJson.operation(operation)));
    }

    static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }
}
