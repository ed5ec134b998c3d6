using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Sessions;

/// <summary>Names one resource of a repository: its prefix and its virtual address.</summary>
public sealed record ResourceKey(Prefix Prefix, Address Address)
{
    /// <summary>The body's file.</summary>
    public RepoPath File => Prefix.FileOf(Address);

    public override string ToString() => File.Text;
}
