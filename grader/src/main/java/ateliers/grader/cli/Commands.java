package ateliers.grader.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with the console it writes to. */
final class Commands implements IFactory {
    private final Console console;

    Commands(Console console) {
        this.console = console;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == GradeCommand.class) {
            return type.cast(new GradeCommand(console));
        }
        if (type == ListCommand.class) {
            return type.cast(new ListCommand(console));
        }
        if (type == NewCommand.class) {
            return type.cast(new NewCommand(console));
        }
        if (type == CheckCommand.class) {
            return type.cast(new CheckCommand(console));
        }
        if (type == CleanCommand.class) {
            return type.cast(new CleanCommand(console));
        }
        if (type == TransformCommand.class) {
            return type.cast(new TransformCommand(console));
        }
        if (type == CloudCommand.class) {
            return type.cast(new CloudCommand(console));
        }
        if (type == ChargeCommand.class) {
            return type.cast(new ChargeCommand(console));
        }
        if (type == VerifyReportCommand.class) {
            return type.cast(new VerifyReportCommand(console));
        }
        if (type == BenchCommand.class) {
            return type.cast(new BenchCommand(console));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
