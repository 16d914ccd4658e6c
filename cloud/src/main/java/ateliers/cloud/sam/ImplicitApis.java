package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * API events that name no API belong to one that SAM makes. This adds it to the template, lays every event's path in
 * the definition of its API where SAM manages it, and gives APIs and paths the conditions that their functions share.
 */
final class ImplicitApis {

    static final ImplicitApis REST = new ImplicitApis(
            "Api", "RestApiId", "ServerlessRestApi", "AWS::Serverless::Api", "Prod", ApiDocument::swagger);
    static final ImplicitApis HTTP = new ImplicitApis(
            "HttpApi", "ApiId", "ServerlessHttpApi", "AWS::Serverless::HttpApi", null, ApiDocument::openApi);

    private final String eventType;
    private final String idProperty;
    private final String implicitId;
    private final String apiType;
    private final String stageName;
    private final Supplier<ObjectNode> definition;

    private ImplicitApis(
            String eventType,
            String idProperty,
            String implicitId,
            String apiType,
            String stageName,
            Supplier<ObjectNode> definition) {
        this.eventType = eventType;
        this.idProperty = idProperty;
        this.implicitId = implicitId;
        this.apiType = apiType;
        this.stageName = stageName;
        this.definition = definition;
    }

    /** Gives APIs without a definition an empty one that SAM manages. */
    void addDefinitions(ObjectNode template) {
        for (SamResource api : apis(template)) {
            if (!Nodes.says(api.get("DefinitionBody")) && !Nodes.says(api.get("DefinitionUri"))) {
                api.properties().set("DefinitionBody", definition.get());
                api.properties().put("__MANAGE_SWAGGER", true);
            }
        }
    }

    /** Does the work on a template whose Globals are not merged yet. */
    void addTo(ObjectNode template) {
        ObjectNode resources = (ObjectNode) template.get("Resources");
        JsonNode existing = resources.get(implicitId);
        ObjectNode properties = Nodes.object("StageName", stageName, "DefinitionBody", definition.get());
        properties.put("__MANAGE_SWAGGER", true);
        resources.set(implicitId, Nodes.object("Type", apiType, "Properties", properties));
        Run run = new Run(template, resources);
        List<String> errors = new ArrayList<>();
        for (String id : Nodes.names(resources)) {
            if (FunctionMacro.TYPE.equals(Nodes.text(resources.get(id), "Type"))) {
                try {
                    run.add(new SamResource(id, (ObjectNode) resources.get(id)));
                } catch (SamProblem.InvalidEvent e) {
                    errors.add(e.in(id).getMessage());
                }
            }
        }
        run.shareAttributes();
        run.shareConditions();
        if (properties.get("DefinitionBody").get("paths").isEmpty()) {
            if (existing == null) {
                resources.remove(implicitId);
            } else {
                resources.set(implicitId, existing);
            }
        }
        if (!errors.isEmpty()) {
            throw new SamException(errors);
        }
    }

    private List<SamResource> apis(ObjectNode template) {
        List<SamResource> apis = new ArrayList<>();
        JsonNode resources = template.get("Resources");
        for (String id : Nodes.names(resources)) {
            if (apiType.equals(Nodes.text(resources.get(id), "Type"))) {
                apis.add(new SamResource(id, (ObjectNode) resources.get(id)));
            }
        }
        return apis;
    }

    private final class Run {

        private final ObjectNode template;
        private final ObjectNode resources;
        /** API, then path, then the conditions of its methods' functions; null for a function without one. */
        private final Map<String, Map<String, Set<String>>> conditions = new LinkedHashMap<>();

        private final Map<String, Set<String>> implicitAttributes = new HashMap<>();

        Run(ObjectNode template, ObjectNode resources) {
            this.template = template;
            this.resources = resources;
        }

        void add(SamResource function) {
            JsonNode events = Nodes.get(function.properties(), "Events");
            if (!(events instanceof ObjectNode)) {
                return;
            }
            for (String id : Nodes.names(events)) {
                if (eventType.equals(Nodes.text(events.get(id), "Type"))) {
                    add(function, id, (ObjectNode) events.get(id));
                }
            }
        }

        private void add(SamResource function, String id, ObjectNode event) {
            ObjectNode given = Nodes.child(event, "Properties");
            if (given == null) {
                throw SamProblem.event(id, "Properties should be a map.");
            }
            if (HTTP == ImplicitApis.this) {
                if (!Nodes.says(given.get("Path")) && !Nodes.says(given.get("Method"))) {
                    given.put("Path", ApiDocument.DEFAULT_PATH);
                    given.put("Method", ApiDocument.ANY_METHOD);
                }
            } else if (given.isEmpty()) {
                return;
            }
            if (!given.has(idProperty)) {
                propagateTags(function);
                given.set(idProperty, Intrinsics.ref(implicitId));
            }
            JsonNode api = given.get(idProperty);
            String apiId = api.isObject() ? Nodes.text(api, "Ref") : api.textValue();
            for (String name : List.of("Path", "Method")) {
                if (Nodes.get(given, name) == null) {
                    throw SamProblem.event(id, "Property '" + name + "' is required.");
                }
            }
            if (apiId == null) {
                throw SamProblem.event(id, "Property '" + idProperty + "' should be a string.");
            }
            for (String name : List.of("Path", "Method")) {
                if (!given.get(name).isTextual()) {
                    throw SamProblem.event(id, "Property '" + name + "' should be a string.");
                }
            }
            remember(function, apiId, given.get("Path").textValue());
            lay(id, given, apiId);
            if (given.has("RouteSettings")) {
                addRouteSettings(function, id, given, apiId);
            }
        }

        private void remember(SamResource function, String apiId, String path) {
            conditions
                    .computeIfAbsent(apiId, key -> new LinkedHashMap<>())
                    .computeIfAbsent(path, key -> new LinkedHashSet<>())
                    .add(function.condition());
            if (apiId.equals(implicitId)) {
                for (String name : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
                    String value = Nodes.text(function.node(), name);
                    if (value != null) {
                        implicitAttributes
                                .computeIfAbsent(name, key -> new LinkedHashSet<>())
                                .add(value);
                    }
                }
            }
        }

        private void lay(String eventId, ObjectNode event, String apiId) {
            JsonNode api = resources.get(apiId);
            String type = Nodes.text(api, "Type");
            boolean wrongKind = REST == ImplicitApis.this && HTTP.apiType.equals(type);
            if (!(api instanceof ObjectNode object) || wrongKind) {
                throw SamProblem.event(
                        eventId,
                        idProperty + " must be a valid reference to an '" + apiType + "' resource in same template.");
            }
            JsonNode properties = Nodes.get(object, "Properties");
            if (Nodes.says(Nodes.get(properties, "__MANAGE_SWAGGER"))
                    && ApiDocument.isValid(properties.get("DefinitionBody"))) {
                ApiDocument.of(properties.get("DefinitionBody"))
                        .addPath(
                                event.get("Path").textValue(),
                                event.get("Method").textValue());
            }
        }

        /** Settings of a route given with its event move to the API. */
        private void addRouteSettings(SamResource function, String eventId, ObjectNode event, String apiId) {
            if (HTTP != ImplicitApis.this) {
                return;
            }
            JsonNode given = Nodes.get(event, "RouteSettings");
            if (given == null || !given.isObject()) {
                throw SamProblem.event(eventId, "Property 'RouteSettings' should be a map.");
            }
            if (function.condition() != null) {
                throw Gaps.feature("RouteSettings of a function with a Condition", function.logicalId() + eventId);
            }
            String method = event.get("Method").textValue();
            String path = event.get("Path").textValue();
            String route = method.equals(ApiDocument.ANY_METHOD) ? path : method.toUpperCase(Locale.ROOT) + " " + path;
            ObjectNode settings =
                    Nodes.child(Nodes.child((ObjectNode) resources.get(apiId), "Properties"), "RouteSettings");
            if (settings == null) {
                throw SamProblem.wrongType(apiId, "RouteSettings", "map");
            }
            Nodes.child(settings, route).setAll((ObjectNode) given);
        }

        private void propagateTags(SamResource function) {
            JsonNode globals = Nodes.get(Nodes.get(template, "Globals"), "Function");
            JsonNode propagate = either(function.get("PropagateTags"), Nodes.get(globals, "PropagateTags"));
            JsonNode tags = either(function.get("Tags"), Nodes.get(globals, "Tags"));
            if (Nodes.says(propagate) && Nodes.says(tags) && tags instanceof ObjectNode named) {
                ObjectNode properties = (ObjectNode) resources.get(implicitId).get("Properties");
                Nodes.child(properties, "Tags").setAll(named);
                properties.put("PropagateTags", true);
            }
        }

        private static JsonNode either(JsonNode own, JsonNode global) {
            return Nodes.says(own) ? own : global;
        }

        /** The implicit API is kept if any of its functions is. */
        void shareAttributes() {
            ObjectNode api = (ObjectNode) resources.get(implicitId);
            implicitAttributes.forEach((name, values) -> {
                for (String value : List.of("Retain", "Snapshot", "Delete")) {
                    boolean known = !value.equals("Snapshot") || name.equals("UpdateReplacePolicy");
                    if (known && values.contains(value) && !api.has(name)) {
                        api.put(name, value);
                    }
                }
            });
        }

        void shareConditions() {
            Map<String, Set<String>> implicit = conditions.get(implicitId);
            if (implicit != null) {
                Set<String> all = new LinkedHashSet<>();
                implicit.values().forEach(all::addAll);
                if (!all.contains(null)) {
                    String name = combined(implicitId + "Condition", all);
                    ((ObjectNode) resources.get(implicitId)).put("Condition", name);
                }
            }
            for (SamResource api : apis(template)) {
                JsonNode body = api.get("DefinitionBody");
                if (Nodes.says(api.get("__MANAGE_SWAGGER")) && conditions.containsKey(api.logicalId())) {
                    wrapPaths(api.logicalId(), ApiDocument.of(body));
                }
            }
        }

        private void wrapPaths(String apiId, ApiDocument document) {
            conditions.get(apiId).forEach((path, methods) -> {
                if (!methods.contains(null) && document.paths().has(path)) {
                    String part = path.replace("/", "SLASH").replace("{", "OB").replace("}", "CB");
                    document.makeConditional(path, combined(apiId + part + "PathCondition", methods));
                }
            });
        }

        private String combined(String name, Set<String> all) {
            if (all.size() == 1) {
                return all.iterator().next();
            }
            ObjectNode conditions = Translation.conditions(template);
            conditions.set(name, Conditions.any(List.copyOf(new TreeSet<>(all)), implicitId));
            return name;
        }
    }
}
