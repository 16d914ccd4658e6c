package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.AwsErrors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** One HTTP API: what is being edited, and what its stages show of it. */
final class HttpApi {
    private volatile Api info;
    final Map<String, Route> routes = new LinkedHashMap<>();
    final Map<String, Integration> integrations = new LinkedHashMap<>();
    final Map<String, Stage> stages = new ConcurrentHashMap<>();
    private final Map<String, Routing> live = new ConcurrentHashMap<>();

    HttpApi(Api info) {
        this.info = info;
    }

    String id() {
        return info.apiId();
    }

    Api info() {
        return info;
    }

    /** Changes the API's own settings, which count at once. */
    void info(Api newInfo) {
        info = newInfo;
    }

    /** Shows what is there now on the stages that deploy by themselves. */
    synchronized void changed() {
        stages.values().stream()
                .filter(stage -> Boolean.TRUE.equals(stage.autoDeploy()))
                .forEach(stage -> deploy(stage.stageName()));
    }

    /** Shows what is there now on a stage. */
    synchronized void deploy(String stage) {
        live.put(
                stage,
                new Routing(routes.values(), integrations, stages.get(stage).stageVariables()));
    }

    /** What a stage shows; empty when nothing was deployed to it. */
    Optional<Routing> routing(String stage) {
        return Optional.ofNullable(live.get(stage));
    }

    void removeStage(String stage) {
        stages.remove(stage);
        live.remove(stage);
    }

    static AwsServiceException bad(String message) {
        return AwsErrors.of(BadRequestException.builder(), "BadRequestException", 400, message);
    }

    static AwsServiceException conflict(String message) {
        return AwsErrors.of(ConflictException.builder(), "ConflictException", 409, message);
    }

    static AwsServiceException notFound(String message) {
        return AwsErrors.of(NotFoundException.builder(), "NotFoundException", 404, message);
    }
}
