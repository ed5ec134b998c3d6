namespace Autoschematic.Files.Hooks;

/// <summary>A change that is still to be made, and the mark that lies beside the path until its hooks have run.</summary>
internal sealed record PathStep(PendingMark Mark, Func<Task> MakeAsync);
