namespace Autoschematic.Sdk.Resources;

/// <summary>Virtual and physical addresses of declared resources, by what the output files say.</summary>
internal sealed class AddressMapper(IReadOnlyList<AddressHandler> handlers, OutputFiles outputs)
{
    public PhysicalMapping ToPhysical(AddressHandler handler, string address)
    {
        var lineage = Lineage(handler);
        if (!lineage.Exists(one => one.Declaration.Id is not null) || handler.Pattern.TryMatch(address) is not { } values)
        {
            return new PhysicalMapping.Unmapped(address);
        }

        var physical = values.ToArray();
        foreach (var one in lineage)
        {
            var count = one.Pattern.Names.Count;
            if (one.Declaration.Id is not { } id)
            {
                continue;
            }

            var place = one.Pattern.Form(values[..count]);
            if (outputs.Read(place, id) is { } found)
            {
                physical[count - 1] = found;
            }
            else
            {
                return one == handler ? new PhysicalMapping.NotPresent() : new PhysicalMapping.Deferred([new OutputRead(place, id)]);
            }
        }

        return new PhysicalMapping.Present(handler.Pattern.Form(physical));
    }

    public string? ToVirtual(AddressHandler handler, string address)
    {
        if (handler.Declaration.Id is not null)
        {
            return outputs.VirtualOf(address);
        }

        var owner = Lineage(handler).FindLast(one => one != handler && one.Declaration.Id is not null);
        return owner is null || handler.Pattern.TryMatch(address) is not { } values ? address : WithOwner(handler, owner, values);
    }

    /// <summary>The address under which a resource should be imported, given the name its file should have.</summary>
    public string? Suggest(AddressHandler handler, ResourceKey key, string name)
    {
        string[] values = [.. key.Values.SkipLast(1), name];
        var owner = Lineage(handler).FindLast(one => one != handler && one.Declaration.Id is not null);
        return owner is null ? handler.Pattern.Form(values) : WithOwner(handler, owner, values);
    }

    /// <summary>The key behind an address, virtual or physical; owners are named by their ids.</summary>
    public ResourceKey KeyOf(AddressHandler handler, string address)
    {
        var values = handler.Pattern.TryMatch(address) ?? throw ConnectorServiceException.InvalidAddress(address);
        var physical = values.ToArray();
        foreach (var one in Lineage(handler))
        {
            var count = one.Pattern.Names.Count;
            if (one != handler && one.Declaration.Id is { } id && outputs.Read(one.Pattern.Form(values[..count]), id) is { } found)
            {
                physical[count - 1] = found;
            }
        }

        return new ResourceKey(handler.Pattern, physical) { VirtualAddress = ToVirtual(handler, address) ?? address };
    }

    /// <summary>The handler and those of its parents, the outermost first.</summary>
    public List<AddressHandler> Lineage(AddressHandler handler)
    {
        var lineage = new List<AddressHandler> { handler };
        while (lineage[0].Declaration.Parent is { } type && lineage.Count <= handlers.Count)
        {
            lineage.Insert(0, handlers.FirstOrDefault(one => one.GetType() == type || one.BodyType == type)
                ?? throw new InvalidOperationException($"`{lineage[0].GetType().Name}` names `{type.Name}` as its parent, which is not among the handlers"));
        }

        return lineage;
    }

    private string? WithOwner(AddressHandler handler, AddressHandler owner, string[] values)
    {
        var count = owner.Pattern.Names.Count;
        var place = owner.Pattern.Form(values[..count]);
        return outputs.VirtualOf(place) is { } found && owner.Pattern.TryMatch(found) is { } names
            ? handler.Pattern.Form([.. names, .. values[count..]])
            : null;
    }
}
