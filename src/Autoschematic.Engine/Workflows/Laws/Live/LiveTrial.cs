using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Laws.Live;

/// <summary>Everything that a trial of real changes did.</summary>
/// <param name="Steps">Each create, update and delete, in order.</param>
/// <param name="IsIdempotent">Whether the connector says that an op may be sent again.</param>
/// <param name="Left">What could not be removed again.</param>
/// <param name="Excuse">Why something was not tried; null otherwise.</param>
internal sealed record LiveTrial(IReadOnlyList<LiveStep> Steps, bool IsIdempotent, IReadOnlyList<Address> Left, string? Excuse)
{
    /// <summary>Why there may be nothing to judge.</summary>
    public string? WhyNot => Steps.Select(step => step.Excuse).OfType<string>().FirstOrDefault() ?? Excuse;
}
