using Autoschematic.Engine.Git;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Journal;

/// <summary>Reads the journals of runs.</summary>
internal sealed class RunLoader(GitRepository git)
{
    /// <summary>A journal as far as it can be read; null with an error when not even its beginning can.</summary>
    /// <param name="run">The run.</param>
    /// <param name="tolerant">Whether damage is only reported as a warning, for a run that is given up.</param>
    public RunHistory? Load(OpenRun run, bool tolerant, DiagnosticBag diagnostics)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(run.Journal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(JournalDiagnostics.Unreadable(run.Journal, exception.Message));
            return null;
        }

        var split = JournalLines.Split(bytes);
        var reader = new JournalReader(new RunKey(git, run.Run));
        var entries = new List<JournalEntry>();
        var found = new DiagnosticBag();
        found.AddRange(split.Damaged.Select(line => JournalDiagnostics.Damaged(run.Journal, line, tolerant)));
        foreach (var (line, text) in split.Entries)
        {
            if (reader.TryRead(text, out var problem) is { } entry)
            {
                entries.Add(entry);
            }
            else
            {
                found.Add(JournalDiagnostics.NotUnderstood(run.Journal, line, problem!, tolerant));
            }
        }

        diagnostics.AddRange(found);
        if (found.HasErrors)
        {
            return null;
        }

        var history = RunHistory.From(run.Journal, entries, split.Length, split.Entries is [.., var last] ? last.Line : 0);
        if (history is null && !IsUnborn(split, bytes))
        {
            diagnostics.Add(JournalDiagnostics.NoBeginning(run.Journal, tolerant));
        }

        return history;
    }

    /// <summary>Whether a journal was cut off in its first line, so that nothing of its run was ever sent.</summary>
    public static bool IsUnborn(OpenRun run)
    {
        var bytes = File.ReadAllBytes(run.Journal);
        return IsUnborn(JournalLines.Split(bytes), bytes);
    }

    private static bool IsUnborn(SplitJournal split, byte[] bytes)
        => split is { Entries.Count: 0, Damaged.Count: 0 } && bytes.AsSpan().Count((byte)'\n') <= 1;
}
