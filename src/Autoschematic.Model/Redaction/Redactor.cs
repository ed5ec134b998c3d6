using System.Buffers;
using System.Text;

namespace Autoschematic.Model.Redaction;

/// <summary>Replaces known secrets by `***` in everything that leaves the process; safe to share between tasks.</summary>
public sealed class Redactor
{
    /// <summary>Shortest value that is treated as a secret.</summary>
    public const int MinimumBytes = 6;

    private const string Mask = "***";

    private readonly Lock gate = new();
    private readonly HashSet<string> added = new(StringComparer.Ordinal);
    private readonly HashSet<string> forms = new(StringComparer.Ordinal);
    private volatile Matcher? matcher;
    private volatile bool isOutdated;

    /// <summary>Registers a secret with its base64 and escaped forms; values under <see cref="MinimumBytes"/> are ignored.</summary>
    public void Add(string secret) => AddRange([secret]);

    /// <inheritdoc cref="Add"/>
    public void AddRange(IEnumerable<string> secrets)
    {
        lock (gate)
        {
            var before = forms.Count;
            foreach (var secret in secrets.Where(secret => added.Add(secret)))
            {
                forms.UnionWith(SecretForms.Of(secret));
            }

            isOutdated |= forms.Count > before;
        }
    }

    /// <summary>Whether no secret is known.</summary>
    public bool IsEmpty => Current() is null;

    /// <summary>The text with every secret replaced.</summary>
    public string Redact(string text) => Current()?.Redact(text) ?? text;

    /// <summary>Whether the text holds a known secret.</summary>
    public bool ContainsSecret(string text) => Current()?.Find(text, 0) >= 0;

    // Thousands of secrets may be learnt one after the other, so the search is made anew only when it is needed.
    private Matcher? Current()
    {
        if (isOutdated)
        {
            lock (gate)
            {
                if (isOutdated)
                {
                    matcher = new Matcher(forms);
                    isOutdated = false;
                }
            }
        }

        return matcher;
    }

    private sealed class Matcher(IEnumerable<string> secrets)
    {
        // Longest first, so that a secret which begins with another one is replaced whole.
        private readonly string[] secrets = [.. secrets.OrderByDescending(secret => secret.Length)];
        private readonly SearchValues<string> search = SearchValues.Create([.. secrets], StringComparison.Ordinal);

        public int Find(string text, int start)
            => text.AsSpan(start).IndexOfAny(search) is >= 0 and var index ? start + index : -1;

        public string Redact(string text)
        {
            var found = Find(text, 0);
            if (found < 0)
            {
                return text;
            }

            var redacted = new StringBuilder(text.Length);
            var copied = 0;
            while (found >= 0)
            {
                redacted.Append(text, copied, found - copied).Append(Mask);
                copied = found + LengthAt(text, found);

                // A secret may begin inside another one and end behind it.
                for (found = Find(text, found + 1); found >= 0 && found < copied; found = Find(text, found + 1))
                {
                    copied = Math.Max(copied, found + LengthAt(text, found));
                }
            }

            return redacted.Append(text, copied, text.Length - copied).ToString();
        }

        private int LengthAt(string text, int index)
            => Array.Find(secrets, secret => string.CompareOrdinal(text, index, secret, 0, secret.Length) == 0)!.Length;
    }
}
