package ateliers.cloud.services.lambda;

import ateliers.cloud.sandbox.LogSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A function's configuration.
 *
 * @param memoryMb 128 to 10,240
 * @param timeout seconds, 1 to 900
 * @param environment its variables, where one was given
 * @param deadLetter ARN of a queue or a topic
 * @param logging how its log is written
 * @param logGroup where its log goes
 * @param layers in the order in which they are laid over each other
 */
record Settings(
        String runtime,
        String handler,
        String role,
        String description,
        int memoryMb,
        int timeout,
        int storageMb,
        String architecture,
        String tracing,
        String snapStart,
        Optional<Map<String, String>> environment,
        Optional<String> deadLetter,
        LogSettings logging,
        String logGroup,
        List<LayerVersion> layers) {
    Settings {
        environment = environment.map(TreeMap::new);
        layers = List.copyOf(layers);
    }

    Map<String, String> variables() {
        return environment.orElse(Map.of());
    }
}
