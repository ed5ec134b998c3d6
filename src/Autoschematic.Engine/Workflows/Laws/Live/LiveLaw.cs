namespace Autoschematic.Engine.Workflows.Laws.Live;

/// <summary>A law about changes, judged by what happened in a trial of real ones.</summary>
/// <param name="name">Its name in reports, which never changes.</param>
/// <param name="title">What it says.</param>
internal abstract class LiveLaw(string name, string title)
{
    public string Name { get; } = name;

    public string Title { get; } = title;

    /// <param name="trial">What was done.</param>
    /// <param name="broken">Laws that are known to be broken, which must not be held against this one.</param>
    /// <param name="findings">Receives what breaks it.</param>
    public abstract void Judge(LiveTrial trial, IReadOnlySet<string> broken, LawFindings findings);
}
