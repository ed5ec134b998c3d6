using System.CommandLine;
using Autoschematic.Engine.Workflows.Applying;

namespace Autoschematic.Cli.Commands;

/// <summary>The options of `apply` that are about a run which was interrupted.</summary>
internal sealed class ResumeOptions
{
    private readonly Option<bool> resume = Flags.Make("--resume", "Go on with the run that was interrupted");
    private readonly Option<bool> abandon = Flags.Make("--abandon", "Store what the interrupted run knows, and give it up");
    private readonly Option<string[]> retry = Repeated("--retry", "FILE", "Resume: execute the op of unknown outcome again");
    private readonly Option<string[]> adopt = Repeated("--adopt", "FILE=ADDRESS", "Resume: this is what the op of unknown outcome made");
    private readonly Option<string[]> forget = Repeated("--forget", "FILE", "Resume: leave this resource out of the run");

    public void AddTo(Command command, params Option[] compatible)
    {
        Option[] own = [resume, abandon, retry, adopt, forget];
        foreach (var option in own)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.Has(resume) && result.Has(abandon))
            {
                result.AddError("`--resume` and `--abandon` exclude each other");
            }

            if (own[2..].Any(result.Has) && !result.Has(resume))
            {
                result.AddError("`--retry`, `--adopt` and `--forget` go with `--resume`");
            }

            if (result.Has(resume) || result.Has(abandon))
            {
                var others = command.Options.Except([.. own, .. compatible]).Where(result.Has).Select(option => $"`{option.Name}`")
                    .Concat(command.Arguments.Where(result.Has).Select(argument => argument.HelpName ?? argument.Name))
                    .ToList();
                if (others.Count > 0)
                {
                    result.AddError($"An interrupted run goes on as it was begun, so {string.Join(", ", others)} cannot be given");
                }
            }
        });
    }

    /// <summary>Whether this is about an interrupted run at all.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(resume) || parsed.GetValue(abandon);

    public ResumeRequest Read(ParseResult parsed, ApplyQuestions questions) => new(questions.ConfirmAdoptionAsync)
    {
        Confirm = questions.ConfirmResumeAsync,
        Abandon = parsed.GetValue(abandon),
        Retry = parsed.GetValue(retry) ?? [],
        Adopt = parsed.GetValue(adopt) ?? [],
        Forget = parsed.GetValue(forget) ?? [],
    };

    private static Option<string[]> Repeated(string name, string help, string description) => new(name)
    {
        Description = description,
        HelpName = help,
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
