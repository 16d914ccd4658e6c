package ateliers.cloud.wire;

import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where tools made for local clouds look whether one is up. */
final class HealthRoute implements HttpRoute {
    private final Supplier<List<String>> services;

    HealthRoute(Supplier<List<String>> services) {
        this.services = services;
    }

    @Override
    public boolean matches(WireRequest request) {
        return request.rawPath().equals("/_localstack/health");
    }

    @Override
    public WireResponse answer(WireRequest request) {
        String running = services.get().stream()
                .map(name -> '"' + name + "\": \"running\"")
                .collect(Collectors.joining(", "));
        return WireResponse.of(
                200, "application/json", "{\"services\": {" + running + "}, \"edition\": \"ateliers-aws\"}");
    }
}
