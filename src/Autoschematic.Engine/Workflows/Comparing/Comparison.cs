using Autoschematic.Model.Connectors;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Comparing;

/// <summary>How a local body compares with the remote one.</summary>
internal abstract record Comparison
{
    private Comparison()
    {
    }

    /// <summary>The connector takes them for the same.</summary>
    public sealed record Same(ResolvedBody Local, RemoteResource Remote, Model.Addresses.Address Physical) : Comparison;

    /// <summary>They differ.</summary>
    public sealed record Different(ResolvedBody Local, RemoteResource Remote, Model.Addresses.Address Physical) : Comparison;

    /// <summary>There is nothing remote.</summary>
    /// <param name="WasLooked">Whether it was looked for; else its connector knows no place, since it was not created or its outputs are lost.</param>
    public sealed record Missing(bool WasLooked) : Comparison;

    /// <summary>It is not known where it is, or what its references stand for.</summary>
    public sealed record Waiting(IReadOnlyList<OutputRead> Reads) : Comparison;

    /// <summary>It could not be found out.</summary>
    public sealed record Failed(Diagnostic Diagnostic) : Comparison;
}
