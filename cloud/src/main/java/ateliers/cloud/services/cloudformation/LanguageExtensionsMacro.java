package ateliers.cloud.services.cloudformation;

import ateliers.cloud.template.LanguageExtensions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code AWS::LanguageExtensions}. */
record LanguageExtensionsMacro() implements Macro {

    @Override
    public String name() {
        return LanguageExtensions.NAME;
    }

    @Override
    public ObjectNode expand(ObjectNode template, JsonNode parameters, Setting setting) {
        return LanguageExtensions.transform(template, setting.values().get(), setting.pseudo());
    }
}
