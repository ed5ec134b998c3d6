namespace Autoschematic.Engine.Tests.Model.Merging;

internal enum MergeSide
{
    Base,
    Local,
    Remote,

    /// <summary>What merging gives; conflicts are decided for the local side.</summary>
    Merged,

    /// <summary>What merging gives when conflicts are decided for the remote side.</summary>
    MergedTheirs,
}
