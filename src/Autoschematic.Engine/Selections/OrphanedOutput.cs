using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Selections;

/// <summary>An address that has an output file but no body.</summary>
public sealed record OrphanedOutput(Prefix Prefix, Address Address, RepoPath OutputFile);
