using Autoschematic.Model.References;

namespace Autoschematic.Model.Plans;

/// <summary>Why a resource is planned only while the plan is executed, and as what it may then turn out.</summary>
/// <param name="Predicted">The word of the only action it may turn out to be.</param>
/// <param name="Waits">Outputs that are missing.</param>
/// <param name="Body">Its body with references unresolved; null when it holds something sensitive.</param>
public sealed record PlanFileDeferral(string Predicted, IReadOnlyList<OutputReference> Waits, ReadOnlyMemory<byte>? Body);
