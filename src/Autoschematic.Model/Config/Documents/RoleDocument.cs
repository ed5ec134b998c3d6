using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`Role(…)` as it is written.</summary>
[RonName("Role")]
internal sealed record RoleDocument(
    IReadOnlyList<UserDocument> Users, IReadOnlyDictionary<string, PrefixGrantDocument> Prefixes);

/// <summary>A user as it is written.</summary>
[RonName("User")]
[DerivedTypeShape(typeof(GithubUserDocument), Name = "GithubUser")]
internal abstract record UserDocument;

/// <summary>`GithubUser(…)` as it is written.</summary>
[RonName("GithubUser")]
internal sealed record GithubUserDocument(string Username) : UserDocument;
