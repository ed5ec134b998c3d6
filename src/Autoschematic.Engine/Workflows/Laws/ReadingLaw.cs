namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>A law that is tried without changing anything.</summary>
/// <param name="name">Its name in reports, which never changes.</param>
/// <param name="title">What it says.</param>
internal abstract class ReadingLaw(string name, string title)
{
    public string Name { get; } = name;

    public string Title { get; } = title;

    /// <summary>Laws without which this one says nothing.</summary>
    public virtual IReadOnlyList<string> Needs => [];

    public abstract Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken);
}
