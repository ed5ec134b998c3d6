using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`Role(…)` as it is written.</summary>
[RonName("Role")]
[Doc("Some users and what they may do.")]
internal sealed record RoleDocument(
    [Doc("Who has the role.")] IReadOnlyList<UserDocument> Users,
    [Doc("What the role may do, by prefix.", Text = DocumentText.Prefix)] IReadOnlyDictionary<string, PrefixGrantDocument> Prefixes);

/// <summary>A user as it is written.</summary>
[RonName("User")]
[DerivedTypeShape(typeof(GithubUserDocument), Name = "GithubUser")]
[Doc("Somebody who may have a role.")]
internal abstract record UserDocument;

/// <summary>`GithubUser(…)` as it is written.</summary>
[RonName("GithubUser")]
[Doc("An account of GitHub.")]
internal sealed record GithubUserDocument([Doc("The account's name, without `@`.")] string Username) : UserDocument;
