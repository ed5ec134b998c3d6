using System.CommandLine;
using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Testing;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Commands;

/// <summary>`connectors test`: tries the laws of connectors on one of them.</summary>
internal sealed class ConnectorsTestCommand : CliCommand
{
    private readonly Argument<string> connector = new("name") { Description = "The connector", HelpName = "NAME" };
    private readonly LawOptions laws = new();
    private readonly Option<bool> live = Flags.Make("--live", "Also create, change and delete things, and take it back");
    private readonly Option<bool> yes = Flags.Yes();

    public ConnectorsTestCommand()
        : base(CommandGroup.SetUp, "test", "Try whether a connector keeps the laws of connectors")
    {
        Add(connector);
        laws.AddTo(this);
        Add(live);
        Add(yes);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("connectors test grafana", "only reading and planning"),
        ("connectors test grafana --live", "with things made from its skeletons, after asking"),
        ("connectors test grafana --timeout 2", "no call may take longer than two seconds"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        Diagnostic? refusal = null;
        return run.WorkAsync<ConnectorTestWorkflow, LawResult>(
            laws.View(run),
            async (workflow, workspace, onEvent) =>
            {
                var request = laws.Read(run, workspace, run.Parsed.GetValue(connector)!) with
                {
                    Live = run.Parsed.GetValue(live),
                    Confirm = ConfirmAsync,
                };
                var result = await workflow.RunAsync(workspace, request, onEvent, cancellationToken);
                return refusal is null ? result : result with { Diagnostics = [.. result.Diagnostics.Where(IsNotRefusal), refusal] };
            },
            cancellationToken);

        async Task<bool> ConfirmAsync(IReadOnlyList<Address> addresses, CancellationToken token)
        {
            using (run.Gate.Progress.Pause())
            {
                run.Gate.Say("These are created, changed and deleted again:");
                foreach (var address in addresses)
                {
                    run.Gate.Say(new StyledText().Add("  ").Add("+ ", Tone.Added).Add(run.Gate.Clean(address.Text)));
                }
            }

            if (run.Parsed.GetValue(yes))
            {
                return true;
            }

            if (!run.Prompter.CanAsk)
            {
                refusal = QuestionDiagnostics.NobodyToAsk("run it again with `--yes`");
                return false;
            }

            return await run.Prompter.ConfirmAsync(StyledText.Of($"Try {Lines.Count(addresses.Count, "resource")} for real?", Tone.Strong), token);
        }
    }

    // The engine only knows that it was not confirmed; why, and what to do, is known here.
    private static bool IsNotRefusal(Diagnostic diagnostic) => diagnostic.Code != "LAW002";
}
