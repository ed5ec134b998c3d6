namespace Autoschematic.Model.References;

/// <summary>`out://ADDR[KEY]`: output KEY of the resource at virtual address ADDR; the address is unchecked text.</summary>
public sealed record OutputReference(string Address, string Key)
{
    public override string ToString() => $"out://{Address}[{Key}]";
}
