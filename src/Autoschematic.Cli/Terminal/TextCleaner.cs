using Autoschematic.Model.Redaction;

namespace Autoschematic.Cli.Terminal;

/// <summary>Takes escape codes and known secrets out of text; learns the secrets of a repository when it is opened.</summary>
public sealed class TextCleaner
{
    private readonly List<Redactor> redactors = [];
    private readonly Lock gate = new();

    /// <summary>From now on hides what this redactor knows, too.</summary>
    public void Follow(Redactor redactor)
    {
        lock (gate)
        {
            redactors.Add(redactor);
        }
    }

    /// <summary>Text without escape codes and secrets.</summary>
    public string Clean(string text) => Redact(ForeignText.Clean(text));

    /// <summary>Text without secrets.</summary>
    public string Redact(string text)
    {
        lock (gate)
        {
            return redactors.Aggregate(text, (current, redactor) => redactor.Redact(current));
        }
    }
}
