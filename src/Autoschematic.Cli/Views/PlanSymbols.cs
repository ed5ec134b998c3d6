using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows.Planning;

namespace Autoschematic.Cli.Views;

/// <summary>The sign and colour of each action; the word always stands beside them.</summary>
internal static class PlanSymbols
{
    public static (string Symbol, Tone Tone) Of(PlanAction action) => action switch
    {
        PlanAction.Unchanged => ("=", Tone.Muted),
        PlanAction.Create => ("+", Tone.Added),
        PlanAction.Update => ("~", Tone.Changed),
        PlanAction.Delete => ("-", Tone.Removed),
        PlanAction.Replace => ("±", Tone.Changed),
        PlanAction.Moved => ("→", Tone.Changed),
        PlanAction.Deferred => ("…", Tone.Hint),
        PlanAction.Stale => ("!", Tone.Warning),
        PlanAction.Failed => ("!", Tone.Error),
        _ => throw new System.Diagnostics.UnreachableException(action.GetType().Name),
    };
}
