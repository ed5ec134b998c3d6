using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Journal;

/// <summary>A journal, read.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Start">What the run is about.</param>
/// <param name="Resources">What happened to each resource, in the plan's order.</param>
/// <param name="Ended">Whether the run has ended and only its traces are left.</param>
/// <param name="Length">Where the last good line ends.</param>
/// <param name="Lines">Its number.</param>
internal sealed record RunHistory(
    string Path,
    JournalEntry.RunStarted Start,
    IReadOnlyList<ResourceHistory> Resources,
    bool Ended,
    int Length,
    int Lines)
{
    private readonly Dictionary<ResourceKey, ResourceHistory> byKey = Resources.ToDictionary(resource => resource.Recorded.Key);

    /// <summary>How many of the resources that there was something to do with are done.</summary>
    public string Progress
    {
        get
        {
            var changes = Resources.Where(resource => resource.Recorded.IsChange).ToList();
            return $"{changes.Count(resource => resource.Done is not null)} of {changes.Count} resources are done";
        }
    }

    /// <summary>Every resource that there was something to do with, and how far the run came.</summary>
    public IReadOnlyList<LeftResource> Left
        => [.. Resources.Where(resource => resource.Recorded.IsChange).Select(resource => new LeftResource(
            resource.Recorded.Key,
            resource.Recorded.Connector,
            resource.Recorded.Predicted ?? resource.Recorded.Action,
            resource.State,
            resource.Done is not null))];

    public ResourceHistory? Find(ResourceKey resource) => byKey.GetValueOrDefault(resource);

    /// <summary>Reads the entries of a journal; null when the first one does not say what the run is about.</summary>
    public static RunHistory? From(string path, IReadOnlyList<JournalEntry> entries, int length, int lines)
    {
        if (entries is not [JournalEntry.RunStarted start, ..])
        {
            return null;
        }

        var resources = start.Resources.Select(recorded => new ResourceHistory(recorded)).ToList();
        var found = resources.ToDictionary(resource => resource.Recorded.Key);
        var ended = false;
        foreach (var entry in entries.Skip(1))
        {
            ended |= entry is JournalEntry.RunEnded;
            if (SubjectOf(entry) is { } key && found.TryGetValue(key, out var resource))
            {
                resource.Add(entry);
            }
        }

        return new(path, start, resources, ended, length, lines);
    }

    private static ResourceKey? SubjectOf(JournalEntry entry) => entry switch
    {
        JournalEntry.OpStarted started => started.Resource,
        JournalEntry.OpFinished finished => finished.Resource,
        JournalEntry.OpFailed failed => failed.Resource,
        JournalEntry.OpStored stored => stored.Resource,
        JournalEntry.ResourceDone done => done.Resource,
        _ => null,
    };
}
