using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Scaffolding;

namespace Autoschematic.Cli.Commands;

/// <summary>`new connector`: a connector that works, with its test and its entry in the configuration.</summary>
internal sealed class NewConnectorCommand : CliCommand
{
    private const string Python = "python";
    private const string CSharp = "csharp";

    private readonly Argument<string> name = new("name") { Description = "Its name: lower-case letters, digits, - and _", HelpName = "NAME" };
    private readonly Option<string> language = new Option<string>("--lang")
    {
        Description = "What it is written in: python or csharp",
        HelpName = "LANGUAGE",
        Required = true,
    }.OneOf(Python, CSharp);

    private readonly Option<string?> prefix = new("--prefix", "-p")
    {
        Description = "The prefix it is for; without it, the only one, or main when there is none",
        HelpName = "PREFIX",
    };

    public NewConnectorCommand()
        : base(CommandGroup.SetUp, "connector", "Begin a connector: its folder, its test, its entry in autoschematic.ron")
    {
        Add(name);
        Add(language);
        Add(prefix);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("new connector --lang python my-api", "connectors/my-api, for the only prefix"),
        ("new connector --lang csharp my-api -p staging", "in C#, for another"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new NewConnectorRequest(
            run.Parsed.GetRequiredValue(name),
            run.Parsed.GetValue(language) == CSharp ? ConnectorLanguage.CSharp : ConnectorLanguage.Python,
            run.Parsed.GetValue(prefix));
        return run.WorkAsync<NewConnectorWorkflow, NewConnectorResult>(
            new NewConnectorView(),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
