using Autoschematic.Cli.Terminal;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Hosts;
using Autoschematic.Engine.Workflows;
using Autoschematic.LanguageServer;
using Autoschematic.LanguageServer.Hosting;

namespace Autoschematic.Cli.Commands;

/// <summary>`lsp`: the language server, for editors; standard input and output are the connection.</summary>
internal sealed class LspCommand() : CliCommand(CommandGroup.Other, "lsp", "Serve an editor over standard input and output (LSP)")
{
    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("lsp", "started by an editor; see docs/editors.md"),
    ];

    public override WarmUse Connectors => WarmUse.Watches;

    public override async Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        if (run.Terminal.InputIsTerminal)
        {
            return run.Fail(RunOutcome.Usage, [UsageDiagnostics.LspIsForEditors()]);
        }

        var world = new LspWorld(
            run.Service<HostEnvironment>(), run.Service<TimeProvider>(), VersionCommand.ProductVersion, run.Service<CliWorld>().MakePool);
        var (input, output) = run.Terminal.OpenStreams();
        await using (input)
        {
            var exitCode = await new LspServer(world).RunAsync(
                input, output, reason => run.Gate.SayAlways(StyledText.Of(reason, Tone.Error)), cancellationToken);
            return exitCode == 0 ? RunOutcome.Done : RunOutcome.Error;
        }
    }
}
