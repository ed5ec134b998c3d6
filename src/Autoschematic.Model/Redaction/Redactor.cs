namespace Autoschematic.Model.Redaction;

/// <summary>Replaces known secrets by `***` in everything that leaves the process; safe to share between tasks.</summary>
public sealed class Redactor
{
    /// <summary>Shortest value that is treated as a secret.</summary>
    public const int MinimumBytes = 6;

    /// <summary>Registers a secret with its base64 and JSON-escaped forms; shorter ones are ignored.</summary>
    public void Add(string secret) => throw new NotImplementedException();

    /// <inheritdoc cref="Add"/>
    public void AddRange(IEnumerable<string> secrets)
    {
        foreach (var secret in secrets)
        {
            Add(secret);
        }
    }

    /// <summary>The text with every secret replaced.</summary>
    public string Redact(string text) => throw new NotImplementedException();

    /// <summary>Whether the text holds a known secret.</summary>
    public bool ContainsSecret(string text) => throw new NotImplementedException();
}
