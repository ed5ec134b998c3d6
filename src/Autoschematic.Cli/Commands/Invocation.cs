using System.CommandLine;
using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Autoschematic.Cli.Commands;

/// <summary>One run of a command: what was typed, where, and how to show what comes of it.</summary>
/// <param name="command">The command as typed, for JSON documents.</param>
/// <param name="parsed">The command line.</param>
/// <param name="startDirectory">Absolute path: `--repo`, or the current directory.</param>
/// <param name="strictEnvironment">Whether connectors get only what the configuration names, whatever it contains.</param>
/// <param name="gate">The way out for text.</param>
/// <param name="terminal">Who is asked.</param>
/// <param name="cleaner">Learns the secrets of the repository.</param>
/// <param name="services">Makes the workflows.</param>
internal sealed class Invocation(
    string command,
    ParseResult parsed,
    string startDirectory,
    bool strictEnvironment,
    OutputGate gate,
    ITerminal terminal,
    TextCleaner cleaner,
    IServiceProvider services)
{
    public ParseResult Parsed { get; } = parsed;

    /// <summary>Where paths on the command line start.</summary>
    public string StartDirectory { get; } = startDirectory;

    public bool StrictEnvironment { get; } = strictEnvironment;

    public OutputGate Gate { get; } = gate;

    /// <summary>Who is asked; commands that speak over its streams print nothing else.</summary>
    public ITerminal Terminal { get; } = terminal;

    public Prompter Prompter { get; } = new(terminal, gate);

    public EventView Events { get; } = new(gate);

    /// <summary>Something of this run's surroundings.</summary>
    public T Service<T>()
        where T : notnull
        => services.GetRequiredService<T>();

    /// <summary>Shows a result and returns its outcome.</summary>
    public RunOutcome Finish<TResult>(IResultView<TResult> view, TResult result)
        => new ResultPrinter(command, Gate, Events).Finish(view, result, []);

    /// <summary>Ends a run that has no result.</summary>
    public RunOutcome Fail(RunOutcome outcome, IReadOnlyCollection<Diagnostic> diagnostics)
        => new ResultPrinter(command, Gate, Events).Fail(outcome, diagnostics);

    /// <summary>Runs a workflow that needs no repository and shows its result.</summary>
    public async Task<RunOutcome> RunAsync<TWorkflow, TResult>(
        IResultView<TResult> view, Func<TWorkflow, Action<WorkflowEvent>, Task<TResult>> work)
        where TWorkflow : notnull
        => Finish(view, await work(Service<TWorkflow>(), Events.OnEvent));

    /// <summary>Opens the repository, runs a workflow in it and shows its result.</summary>
    public async Task<RunOutcome> WorkAsync<TWorkflow, TResult>(
        IResultView<TResult> view,
        Func<TWorkflow, Workspace, Action<WorkflowEvent>, Task<TResult>> work,
        CancellationToken cancellationToken)
        where TWorkflow : notnull
    {
        var diagnostics = new DiagnosticBag();
        var workspace = await Service<WorkspaceOpener>().OpenAsync(StartDirectory, diagnostics, cancellationToken);
        if (workspace is null)
        {
            return Fail(RunOutcomes.OfOpening(diagnostics), diagnostics);
        }

        Follow(workspace);
        Events.ShowRest(diagnostics);
        var result = await work(Service<TWorkflow>(), workspace, Events.OnEvent);
        return new ResultPrinter(command, Gate, Events).Finish(view, result, diagnostics);
    }

    /// <summary>From now on the repository's secrets are hidden.</summary>
    public void Follow(Workspace workspace) => cleaner.Follow(workspace.Redactor);
}
