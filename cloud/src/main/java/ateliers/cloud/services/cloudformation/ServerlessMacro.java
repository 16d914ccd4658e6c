package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.Place;
import ateliers.cloud.sam.SamContext;
import ateliers.cloud.sam.SamException;
import ateliers.cloud.sam.SamTransform;
import ateliers.cloud.template.TransformFailed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code AWS::Serverless-2016-10-31}. */
record ServerlessMacro(Place place) implements Macro {

    @Override
    public String name() {
        return SamTransform.NAME;
    }

    @Override
    public ObjectNode expand(ObjectNode template, JsonNode parameters, Setting setting) {
        try {
            return SamTransform.transform(
                    template, new SamContext(place.region(), "aws", place.account(), setting.given()));
        } catch (SamException e) {
            throw new TransformFailed(e.getMessage());
        }
    }
}
