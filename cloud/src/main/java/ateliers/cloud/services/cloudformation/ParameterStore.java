package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Principal;
import ateliers.cloud.template.ParameterValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The Parameter Store as whoever acts for a stack sees it. */
record ParameterStore(Door door, Supplier<Principal> actor) implements ParameterValues.Store {
    private static final int MOST_NAMES = 10;

    @Override
    public Map<String, Optional<String>> find(Set<String> names) {
        List<String> all = new ArrayList<>(names);
        Map<String, Optional<String>> found = new LinkedHashMap<>();
        for (int from = 0; from < all.size(); from += MOST_NAMES) {
            List<String> some = all.subList(from, Math.min(all.size(), from + MOST_NAMES));
            get(some)
                    .forEach(each -> found.put(
                            each.name() + (each.selector() == null ? "" : each.selector()),
                            Optional.of(each)
                                    .filter(one -> one.type() != ParameterType.SECURE_STRING)
                                    .map(Parameter::value)));
        }
        return found;
    }

    private List<Parameter> get(List<String> names) {
        try {
            return door.as(actor.get(), SsmClient.class, CallContext.viaService("cloudformation.amazonaws.com"))
                    .getParameters(r -> r.names(names))
                    .parameters();
        } catch (AwsServiceException e) {
            throw CfnErrors.validation(AwsErrors.message(e));
        }
    }
}
