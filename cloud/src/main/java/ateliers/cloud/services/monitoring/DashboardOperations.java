package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.Place;
import ateliers.cloud.kit.Json;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DashboardEntry;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardResponse;

/** Dashboards: accepted and given back, never drawn. They belong to an account, not to a region. */
final class DashboardOperations implements CloudWatchClient, Operations {
    private static final int PAGE = 1000;
    private static final int LONGEST_NAME = 255;
    private static final ObjectMapper JSON = Json.mapper();

    private final Map<String, Dashboard> byName = new ConcurrentSkipListMap<>();
    private final Place place;
    private final Clock clock;

    private record Dashboard(String body, Instant changed) {}

    DashboardOperations(Place place, Clock clock) {
        this.place = place;
        this.clock = clock;
    }

    static String arn(Place place, String name) {
        return "arn:aws:cloudwatch::" + place.account() + ":dashboard/" + name;
    }

    @Override
    public PutDashboardResponse putDashboard(PutDashboardRequest request) {
        name(request.dashboardName());
        if (request.dashboardBody() == null) {
            throw MonitoringErrors.missing("DashboardBody");
        }
        JsonNode body = read(request.dashboardBody());
        if (!body.isObject() || !body.path("widgets").isArray()) {
            throw MonitoringErrors.dashboard("The field widgets must be an array of widgets in the dashboard body");
        }
        byName.put(request.dashboardName(), new Dashboard(request.dashboardBody(), clock.instant()));
        return PutDashboardResponse.builder()
                .dashboardValidationMessages(List.of())
                .build();
    }

    private static void name(String name) {
        if (name == null) {
            throw MonitoringErrors.missing("DashboardName");
        }
        if (!name.matches("[A-Za-z0-9_-]{1," + LONGEST_NAME + "}")) {
            throw MonitoringErrors.value(
                    "The value for field DashboardName contains invalid characters. It can only contain"
                            + " alphanumerics, dash (-) and underscore (_).\n");
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw MonitoringErrors.dashboard("The field DashboardBody must be a valid JSON object");
        }
    }

    @Override
    public GetDashboardResponse getDashboard(GetDashboardRequest request) {
        name(request.dashboardName());
        Dashboard dashboard = Optional.ofNullable(byName.get(request.dashboardName()))
                .orElseThrow(() -> missing(request.dashboardName()));
        return GetDashboardResponse.builder()
                .dashboardName(request.dashboardName())
                .dashboardArn(arn(place, request.dashboardName()))
                .dashboardBody(dashboard.body())
                .build();
    }

    private static RuntimeException missing(String name) {
        return MonitoringErrors.noDashboard("Dashboard " + name + " does not exist");
    }

    /** All or none. */
    @Override
    public DeleteDashboardsResponse deleteDashboards(DeleteDashboardsRequest request) {
        if (request.dashboardNames().isEmpty()) {
            throw MonitoringErrors.missing("DashboardNames");
        }
        request.dashboardNames().stream()
                .filter(name -> !byName.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw missing(name);
                });
        byName.keySet().removeAll(request.dashboardNames());
        return DeleteDashboardsResponse.builder().build();
    }

    @Override
    public ListDashboardsResponse listDashboards(ListDashboardsRequest request) {
        List<DashboardEntry> all = byName.entrySet().stream()
                .filter(each -> request.dashboardNamePrefix() == null
                        || each.getKey().startsWith(request.dashboardNamePrefix()))
                .map(each -> DashboardEntry.builder()
                        .dashboardName(each.getKey())
                        .dashboardArn(arn(place, each.getKey()))
                        .lastModified(each.getValue().changed())
                        .size((long) each.getValue().body().getBytes(StandardCharsets.UTF_8).length)
                        .build())
                .toList();
        Paging.Page<DashboardEntry> page = Checks.page(all, request.nextToken(), PAGE);
        return ListDashboardsResponse.builder()
                .dashboardEntries(page.items())
                .nextToken(page.next())
                .build();
    }
}
