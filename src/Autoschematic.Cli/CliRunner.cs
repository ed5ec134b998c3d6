using System.CommandLine;
using Autoschematic.Cli.Commands;
using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli;

/// <summary>The whole command line program without a process around it, so that tests run it in theirs.</summary>
public sealed class CliRunner(CliWorld world)
{
    /// <summary>Runs one command line and returns its exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            return await ParseAndRunAsync(arguments);
        }
        catch (Exception exception)
        {
            // Nobody knows what form was asked for when the command line itself could not be read.
            using var gate = new OutputGate(world.Terminal, OutputSettings.Default, new TextCleaner().Clean, world.Clock, log: null);
            return (int)new ResultPrinter("", gate, new EventView(gate)).Fail(RunOutcome.Bug, [Bug(exception)]);
        }
    }

    private async Task<int> ParseAndRunAsync(IReadOnlyList<string> arguments)
    {
        var tree = new CommandTree();
        var parsed = tree.Parse(arguments);
        var help = parsed.GetResult(tree.Global.Help) is { Implicit: false };
        var settings = tree.Global.ReadSettings(parsed, world.Host.Variables);

        // Help is text for people whatever form the result would have had.
        settings = help ? settings with { Format = OutputFormat.Human } : settings;
        var cleaner = new TextCleaner();
        var log = OpenLog(parsed.Read(tree.Global.LogFile), out var problem);
        using var gate = new OutputGate(world.Terminal, settings, cleaner.Clean, world.Clock, log);
        if (tree.IsSuggestion(parsed))
        {
            Suggest(parsed, gate);
            return 0;
        }

        if (help)
        {
            tree.ShowHelp(parsed.CommandResult.Command, gate.Report, gate.Width);
            return 0;
        }

        return (int)await DispatchAsync(tree, parsed, arguments, gate, cleaner, problem);
    }

    private async Task<RunOutcome> DispatchAsync(
        CommandTree tree, ParseResult parsed, IReadOnlyList<string> line, OutputGate gate, TextCleaner cleaner, Diagnostic? problem)
    {
        var usage = new List<Diagnostic>(UsageDiagnostics.Of(parsed, line));
        if (problem is not null)
        {
            usage.Add(problem);
        }

        var command = parsed.CommandResult.Command as CliCommand;
        if (usage.Count == 0 && parsed.Read(tree.ShowVersion))
        {
            command = new VersionCommand();
        }

        if (usage.Count == 0 && command is null)
        {
            tree.ShowHelp(parsed.CommandResult.Command, gate.Say, gate.Width);
            gate.Say("");
            usage.Add(UsageDiagnostics.NoCommand(parsed.CommandResult.Command));
        }

        var start = FullPath(parsed.Read(tree.Global.Repository) ?? ".");
        if (world.CurrentDirectory is null)
        {
            usage.Add(UsageDiagnostics.DirectoryGone());
        }
        else if (usage.Count == 0 && !Directory.Exists(start))
        {
            usage.Add(UsageDiagnostics.NoDirectory(start));
        }

        if (SystemPool.ProblemOfTimeouts(world.Host) is { } word)
        {
            usage.Add(UsageDiagnostics.Timeouts(word));
        }

        if (WarmSwitch.Problem(world.Host.Variables) is { } value)
        {
            usage.Add(UsageDiagnostics.WarmSwitch(value));
        }

        var name = UsageDiagnostics.NameOf(command ?? parsed.CommandResult.Command);
        var warm = command is not null && !parsed.Read(tree.Global.NoDaemon) && WarmSwitch.IsOn(world.Host.Variables);

        await using var services = CliServices.Compose(
            world with { Host = world.Host with { Keystore = tree.Global.ReadKeystore(parsed, world.Host.Variables) } },
            warm ? command!.Connectors : WarmUse.None,
            name,
            gate,
            cleaner);
        var run = new Invocation(
            name,
            parsed,
            start,
            parsed.Read(tree.Global.StrictEnvironment),
            gate,
            world.Terminal,
            cleaner,
            services);
        return usage.Count > 0 ? run.Fail(RunOutcome.Usage, usage) : await GuardAsync(command!, run, gate);
    }

    private async Task<RunOutcome> GuardAsync(CliCommand command, Invocation run, OutputGate gate)
    {
        using var interruption = new Interruption(
            world.Terminal,
            (int)RunOutcome.Interrupted,
            () => gate.SayAlways(StyledText.Of("Stopping; press Ctrl-C again to stop at once", Tone.Warning)));
        try
        {
            return await command.RunAsync(run, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Happened)
        {
            return run.Fail(RunOutcome.Interrupted, [CrashDiagnostics.Interrupted()]);
        }
        catch (Exception exception)
        {
            return run.Fail(RunOutcome.Bug, [Bug(exception)]);
        }
    }

    private Diagnostic Bug(Exception exception)
        => CrashDiagnostics.Bug(exception, world.Host.Variables.GetValueOrDefault("AUTOSCHEMATIC_TRACE") == "1");

    // Without a directory nothing runs, so that it does not matter where a path would lead.
    private string FullPath(string path) => Path.GetFullPath(path, world.CurrentDirectory ?? Path.GetTempPath());

    private LogFile? OpenLog(string? path, out Diagnostic? problem)
    {
        problem = null;
        if (path is null || world.CurrentDirectory is null)
        {
            return null;
        }

        var log = LogFile.TryOpen(FullPath(path), world.Clock, out var reason);
        problem = log is null ? UsageDiagnostics.LogFile(path, reason ?? "unknown reason") : null;
        return log;
    }

    private static void Suggest(ParseResult parsed, OutputGate gate)
    {
        using var writer = new StringWriter();
        parsed.Invoke(new InvocationConfiguration { Output = writer, Error = TextWriter.Null });
        gate.Data(writer.ToString());
    }
}
