package ateliers.grader.targets;

import ateliers.cloud.door.NamedFaults;
import ateliers.cloud.faults.Faults;
import ateliers.grader.targets.Target.Injected;

/** A fault that is on in the embedded cloud. */
record EmbeddedFault(Faults.Switch on) implements Injected {
    static Target.Fault of(NamedFaults.Pending pending) {
        return calls -> new EmbeddedFault(pending.times(calls));
    }

    @Override
    public int answered() {
        return on.answered();
    }

    @Override
    public void close() {
        on.close();
    }
}
