using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Selections;

/// <summary>Output files that are back on disk for a while; disposing removes those that nobody kept.</summary>
public sealed class RestoredOutputs : IDisposable
{
    public IReadOnlyList<RepoPath> Files => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
