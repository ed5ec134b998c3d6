using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Sealing;

namespace Autoschematic.Cli.Commands;

/// <summary>`keygen`: makes a key in the keystore.</summary>
internal sealed class KeygenCommand : CliCommand
{
    private readonly Option<string?> keyId = new("--key-id", "-k")
    {
        Description = "The key's name; without it `default`, which sensitive outputs are sealed with",
        HelpName = "ID",
    };

    public KeygenCommand()
        : base(CommandGroup.SetUp, "keygen", "Make a key that secrets are sealed with")
        => Add(keyId);

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("keygen --keystore ondisk:///home/mona/keys", "the folder is made too, for you alone"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new KeygenRequest(run.Parsed.GetValue(keyId));
        return run.RunAsync<KeygenWorkflow, KeygenResult>(
            new KeygenView(), (workflow, _) => workflow.RunAsync(request, cancellationToken));
    }
}
