package io.ovoscope.launcher;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command line. */
@Command(
        name = "ovoscope",
        description = "Watches a language model grow: probes every layer while training goes on.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            ViewCommand.class,
            CollectCommand.class,
            ReplayCommand.class,
            RunsCommand.class,
            FindingsCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            PublishCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 all went well, 1 it did not (the message says why),",
            "2 the command or a settings file is not understood, 3 `findings --fail-on`",
            "found something, 130 ended by Ctrl-C.",
            "",
            "Start with:  ovoscope demo"
        })
public final class Ovoscope {
    private Ovoscope() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return explained(new Ovoscope());
    }

    /** A command that says what is wrong in the user's words. */
    static CommandLine explained(Object command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Ovoscope::explain)
                .setExecutionExceptionHandler(Ovoscope::report);
    }

    /** The message alone: the whole help after it would push it off the screen. */
    private static int explain(CommandLine.ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        command.getErr().println("ovoscope: " + error.getMessage());
        command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    /** What went wrong, for the user; a stack trace only for what nobody foresaw. */
    private static int report(Exception error, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (error instanceof UserFacing known) {
            err.println("ovoscope: " + known.getMessage());
            return known.exitCode();
        }
        err.println("ovoscope: " + error);
        error.printStackTrace(err);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
