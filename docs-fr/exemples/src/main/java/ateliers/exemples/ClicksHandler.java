package ateliers.exemples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lit un flux Kinesis de clics, dans l'ordre ; au premier échec, Lambda reprendra à cet enregistrement. */
public final class ClicksHandler implements RequestHandler<KinesisEvent, StreamsEventResponse> {
    @Override
    public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
        for (KinesisEventRecord record : event.getRecords()) {
            String number = record.getKinesis().getSequenceNumber();
            try {
                String click = StandardCharsets.UTF_8
                        .decode(record.getKinesis().getData())
                        .toString();
                context.getLogger().log(record.getKinesis().getPartitionKey() + " : " + click);
            } catch (RuntimeException e) {
                context.getLogger().log("Clic " + number + " non compté : " + e);
                return new StreamsEventResponse(List.of(new BatchItemFailure(number)));
            }
        }
        return new StreamsEventResponse(List.of());
    }
}
