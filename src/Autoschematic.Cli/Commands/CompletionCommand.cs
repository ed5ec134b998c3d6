using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;

namespace Autoschematic.Cli.Commands;

/// <summary>`completion`: a script for the shell that asks this program what may follow.</summary>
internal sealed class CompletionCommand : CliCommand
{
    private readonly Argument<string> shell = new Argument<string>("shell")
    {
        Description = "bash, zsh or fish",
        HelpName = "SHELL",
    }.OneOf("bash", "zsh", "fish");

    public CompletionCommand()
        : base(CommandGroup.Other, "completion", "Print a completion script for a shell")
        => Add(shell);

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("completion bash > ~/.autoschematic.bash", "bash, with `. ~/.autoschematic.bash` in ~/.bashrc"),
        ("completion zsh > ~/.zfunc/_autoschematic", "zsh, with ~/.zfunc in $fpath"),
        ("completion fish > ~/.config/fish/completions/autoschematic.fish", "fish"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
        => Task.FromResult(run.Finish(new CompletionView(), run.Parsed.GetRequiredValue(shell)));
}
