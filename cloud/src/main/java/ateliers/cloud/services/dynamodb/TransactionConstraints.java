package ateliers.cloud.services.dynamodb;

import ateliers.cloud.kit.Constraints;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What is wrong by its model alone with a transaction. */
final class TransactionConstraints {
    private static final int MAX_ACTIONS = 100;
    private static final int MAX_TOKEN = 36;

    private final Constraints constraints = Validation.constraints();

    private TransactionConstraints() {}

    static void require(TransactWriteItemsRequest request) {
        TransactionConstraints all = new TransactionConstraints();
        all.constraints
                .also(RequestConstraints.capacity(request.returnConsumedCapacityAsString()))
                .also(RequestConstraints.metrics(request.returnItemCollectionMetricsAsString()))
                .length("clientRequestToken", request.clientRequestToken(), 1, MAX_TOKEN);
        all.count(request.hasTransactItems(), request.transactItems());
        int number = 0;
        for (TransactWriteItem item : request.transactItems()) {
            all.write("transactItems." + ++number + ".member.", item);
        }
        all.constraints.require();
    }

    static void require(TransactGetItemsRequest request) {
        TransactionConstraints all = new TransactionConstraints();
        all.constraints.also(RequestConstraints.capacity(request.returnConsumedCapacityAsString()));
        all.count(request.hasTransactItems(), request.transactItems());
        int number = 0;
        for (TransactGetItem item : request.transactItems()) {
            String member = "transactItems." + ++number + ".member.get";
            all.constraints.present(member, item.get());
            if (item.get() != null) {
                all.subject(
                        member + ".", item.get().tableName(), "key", item.get().hasKey());
            }
        }
        all.constraints.require();
    }

    private void count(boolean given, List<?> items) {
        constraints.given("transactItems", given);
        if (given) {
            constraints.length("transactItems", items, items.size(), 1, MAX_ACTIONS);
        }
    }

    private void write(String member, TransactWriteItem item) {
        if (item.conditionCheck() != null) {
            var check = item.conditionCheck();
            String here = member + "conditionCheck.";
            subject(here, check.tableName(), "key", check.hasKey());
            constraints.present(here + "conditionExpression", check.conditionExpression());
            onFailure(here, check.returnValuesOnConditionCheckFailureAsString());
        }
        if (item.put() != null) {
            subject(member + "put.", item.put().tableName(), "item", item.put().hasItem());
            onFailure(member + "put.", item.put().returnValuesOnConditionCheckFailureAsString());
        }
        if (item.delete() != null) {
            subject(
                    member + "delete.",
                    item.delete().tableName(),
                    "key",
                    item.delete().hasKey());
            onFailure(member + "delete.", item.delete().returnValuesOnConditionCheckFailureAsString());
        }
        if (item.update() != null) {
            var update = item.update();
            subject(member + "update.", update.tableName(), "key", update.hasKey());
            constraints.present(member + "update.updateExpression", update.updateExpression());
            onFailure(member + "update.", update.returnValuesOnConditionCheckFailureAsString());
        }
    }

    private void subject(String member, String table, String name, boolean given) {
        constraints.also(RequestConstraints.table(member + "tableName", table)).given(member + name, given);
    }

    private void onFailure(String member, String wanted) {
        constraints.oneOf(member + "returnValuesOnConditionCheckFailure", wanted, List.of("ALL_OLD", "NONE"));
    }
}
