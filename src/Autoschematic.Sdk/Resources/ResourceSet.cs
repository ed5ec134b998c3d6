namespace Autoschematic.Sdk.Resources;

/// <summary>The handlers of a connector, and what follows from their templates.</summary>
internal sealed class ResourceSet
{
    private readonly IReadOnlyList<AddressHandler> handlers;

    public ResourceSet(IReadOnlyList<AddressHandler> handlers, ConnectorContext context)
    {
        this.handlers = handlers;
        Addresses = new(handlers, new OutputFiles(context.Prefix));
        foreach (var handler in handlers)
        {
            Check(handler);
            (handler as IConfigFile)?.Attach(context.Prefix);
        }

        // A host that is told kinds takes every other address for a stranger's, and cannot match several components.
        Kinds = handlers.Any(handler => handler.Pattern.IsDeep) ? [] : [.. handlers.Select(KindOf)];
        Subpaths = SubpathsOf(handlers);
        Skeletons = [.. handlers.Select(handler => handler.Skeleton()).OfType<Skeleton>()];
    }

    public AddressMapper Addresses { get; }

    public IReadOnlyList<ResourceKind> Kinds { get; }

    public IReadOnlyList<string> Subpaths { get; }

    public IReadOnlyList<Skeleton> Skeletons { get; }

    public AddressHandler? Find(string address) => handlers.FirstOrDefault(handler => handler.Pattern.TryMatch(address) is not null);

    public FilterBits BitsOf(string address)
        => handlers.Where(handler => handler.Pattern.TryMatch(address) is not null)
            .Aggregate(FilterBits.None, (bits, handler) => bits | handler.Bits);

    public (AddressHandler Handler, IResourceHandler Resources) Resource(string address)
        => Find(address) is { } handler and IResourceHandler resources ? (handler, resources) : throw ConnectorServiceException.InvalidAddress(address);

    /// <summary>The handlers of resources that may have some under a subpath.</summary>
    public IEnumerable<AddressHandler> Below(string subpath)
    {
        var folder = Components(subpath);
        return handlers.Where(handler => handler is IResourceHandler
            && Components(handler.Pattern.Folder) is var own
            && own.Zip(folder).All(pair => pair.First == pair.Second));
    }

    private void Check(AddressHandler handler)
    {
        foreach (var parent in Addresses.Lineage(handler).SkipLast(1))
        {
            if (parent.Pattern.Names.Count >= handler.Pattern.Names.Count)
            {
                throw new InvalidOperationException(
                    $"`{handler.Pattern.Template}` has no placeholder of its own behind those of its parent `{parent.Pattern.Template}`");
            }
        }
    }

    private ResourceKind KindOf(AddressHandler handler)
    {
        var hasParentId = Addresses.Lineage(handler).Exists(one => one != handler && one.Declaration.Id is not null);
        return new(handler.Pattern.PlainTemplate, handler.Bits)
        {
            Mapping = hasParentId ? AddressMapping.AskConnector : handler.Declaration.Id is null ? AddressMapping.None : AddressMapping.ByOutput,
            MappingOutput = hasParentId ? null : handler.Declaration.Id,
        };
    }

    private static IReadOnlyList<string> SubpathsOf(IReadOnlyList<AddressHandler> handlers)
    {
        var folders = handlers.OfType<IResourceHandler>().Cast<AddressHandler>().Select(handler => handler.Pattern.Folder).Distinct().ToList();
        return folders.Contains("")
            ? ["./"]
            : [.. folders.Where(folder => !folders.Exists(other => folder.StartsWith($"{other}/", StringComparison.Ordinal)))];
    }

    private static string[] Components(string path)
        => [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(component => component != ".")];
}
