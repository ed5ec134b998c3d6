using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Sealing;
using Autoschematic.Model.Secrets;

namespace Autoschematic.Cli.Commands;

/// <summary>`seal`: encrypts a value into a file that can be committed.</summary>
internal sealed class SealCommand : CliCommand
{
    private readonly Option<string?> path = new("--path", "-p") { Description = "The sealed file to write", HelpName = "FILE" };
    private readonly Option<string?> input = new("--in-path", "-i")
    {
        Description = "A file that holds the value, byte for byte; without it, standard input, less one line break at its end",
        HelpName = "FILE",
    };

    private readonly Option<string[]> keyId = new("--key-id", "-k")
    {
        Description = "The key to seal for; without it `default`, or the only one of the keystore",
        HelpName = "ID",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> domain = new("--domain", "-d")
    {
        Description = "The server that shall read it; without it, the local keystore",
        HelpName = "DOMAIN",
    };

    private readonly Option<string?> publicKey = new("--public-key")
    {
        Description = "The public key of a server, in base64, instead of one from the keystore",
        HelpName = "KEY",
    };

    private readonly Option<string> scheme = new Option<string>("--scheme")
    {
        Description = "1, which every server reads, or 2, which binds the path; without it 1 with -d, else 2",
        HelpName = "VERSION",
    }.OneOf("1", "2");

    private readonly Option<string[]> move = new("--move")
    {
        Description = "Seal a file again for another path, and remove the old one",
        HelpName = "OLD NEW",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> yes = Flags.Make("--yes", "Replace a value that is sealed already without a question", "-y");

    public SealCommand()
        : base(CommandGroup.Resources, "seal", "Encrypt a value into a file that can be committed")
    {
        Option[] sealing = [path, input, keyId, domain, publicKey, scheme, yes];
        foreach (var option in sealing.Append(move))
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (!result.Has(move) && !result.Has(path))
            {
                result.AddError("`autoschematic seal` needs `--path` or `--move`");
            }

            foreach (var option in sealing.Where(option => result.Has(move) && result.Has(option)))
            {
                result.AddError($"`--move` and `{option.Name}` exclude each other");
            }
        });
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("seal -p secrets/api.sealed", "asks for the value; `secret://secrets/api.sealed` then names it"),
        ("seal -p secrets/key.sealed -i ~/key.pem", "the content of a file"),
        ("seal --move secrets/a.sealed secrets/b.sealed", "a sealed file is bound to its path"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var moved = run.Parsed.GetValue(move) ?? [];
        var request = new SealRequest(moved.Length == 2 ? moved[1] : run.Parsed.GetValue(path)!, run.StartDirectory)
        {
            MoveFrom = moved.Length == 2 ? moved[0] : null,
            InputPath = run.Parsed.GetValue(input),
            ReadValue = run.Prompter.ReadSecretAsync,
            ConfirmReplace = async (file, token) => run.Parsed.GetValue(yes)
                || (run.Prompter.CanAsk && await run.Prompter.ConfirmAsync($"`{file}` holds a sealed value already. Replace it?", token)),
            Domain = run.Parsed.GetValue(domain),
            KeyIds = run.Parsed.GetValue(keyId) ?? [],
            PublicKey = run.Parsed.GetValue(publicKey),
            Version = run.Parsed.GetValue(scheme) switch { "1" => SealVersion.One, "2" => SealVersion.Two, _ => null },
        };
        return run.WorkAsync<SealWorkflow, SealResult>(
            new SealView(), (workflow, workspace, _) => workflow.RunAsync(workspace, request, cancellationToken), cancellationToken);
    }
}
