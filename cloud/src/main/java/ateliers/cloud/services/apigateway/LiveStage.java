package ateliers.cloud.services.apigateway;

import java.util.function.Function;
import software.amazon.awssdk.services.apigateway.model.Stage;

/** A stage, with its deployment compiled for its variables when it is first asked. */
final class LiveStage {
    private final Function<Stage, CompiledStage> compiler;
    private volatile Stage info;
    private volatile CompiledStage compiled;

    LiveStage(Stage info, Function<Stage, CompiledStage> compiler) {
        this.info = info;
        this.compiler = compiler;
    }

    Stage info() {
        return info;
    }

    void update(Stage newInfo) {
        info = newInfo;
        compiled = null;
    }

    CompiledStage compiled() {
        CompiledStage known = compiled;
        if (known == null) {
            known = compiler.apply(info);
            compiled = known;
        }
        return known;
    }
}
