using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>
/// What the connectors of a repository say, for features that must not wait for them: what is not known within a
/// moment is left out, and kept for the next time. An untrusted repository has no facts.
/// </summary>
internal interface IConnectorFacts
{
    /// <summary>Told when something that was not known, or was different, has come.</summary>
    event Action<RepositoryFolder>? Learned;

    /// <summary>The example bodies of a prefix's connectors, in file order, as far as they are known; never waits.</summary>
    IReadOnlyList<KnownSkeleton> SkeletonsOf(RepositoryFolder repository, Prefix prefix);

    /// <summary>Every connector of the prefix that takes an address for something, in file order.</summary>
    Task<IReadOnlyList<KnownOwner>> OwnersAsync(
        RepositoryFolder repository, Prefix prefix, Address address, CancellationToken cancellationToken);

    /// <summary>Documentation from the first connector that has some; null when none has.</summary>
    Task<Docstring?> DocstringAsync(
        RepositoryFolder repository, Prefix prefix, Address address, DocIdent ident, CancellationToken cancellationToken);

    /// <summary>What the owners say of a body; waits as long as the connectors' own deadline is, so only for work beside everything else.</summary>
    Task<IReadOnlyList<KnownProblem>> ProblemsAsync(
        RepositoryFolder repository, Prefix prefix, Address address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
