namespace Autoschematic.Engine.Workflows.Laws.Live;

/// <summary>The laws about changes.</summary>
internal static class LiveLaws
{
    public static IReadOnlyList<LiveLaw> All { get; } =
        [new ApplyConverges(), new DeleteLeavesNothing(), new OpsAreIdempotent(), new OutputsAreReturned()];
}
