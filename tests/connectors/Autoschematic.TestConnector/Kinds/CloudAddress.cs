namespace Autoschematic.TestConnector.Kinds;

/// <summary>What an address stands for; objects with ids have the same form virtually and physically.</summary>
/// <param name="Owner">The object that owns it, by its name or by its id.</param>
/// <param name="Name">Its own name or id.</param>
internal sealed record CloudAddress(CloudKind Kind, string? Owner, string Name)
{
    public const string Config = "testcloud.ron";

    /// <summary>The address of the owner; only what is owned has one.</summary>
    public CloudAddress OwnerAddress => new(Kind.Parent!, null, Owner!);

    public static CloudAddress? TryParse(string address)
        => address.Split('/') switch
        {
            [var collection, var file] => Of(kind => kind.Parent is null && kind.Collection == collection, null, file),
            [var owners, { Length: > 0 } owner, var collection, var file] => Of(
                kind => kind.Parent?.Collection == owners && kind.Collection == collection, owner, file),
            _ => null,
        };

    public override string ToString()
        => Owner is null ? $"{Kind.Collection}/{Name}.{Kind.Extension}" : $"{Kind.Parent!.Collection}/{Owner}/{Kind.Collection}/{Name}.{Kind.Extension}";

    private static CloudAddress? Of(Func<CloudKind, bool> fits, string? owner, string file)
        => CloudKind.All.FirstOrDefault(fits) is { } kind
            && file.EndsWith($".{kind.Extension}", StringComparison.Ordinal) && file.Length > kind.Extension.Length + 1
            ? new(kind, owner, file[..^(kind.Extension.Length + 1)])
            : null;
}
