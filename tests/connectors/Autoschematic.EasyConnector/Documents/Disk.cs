using System.ComponentModel;
using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.EasyConnector.Documents;

[DerivedTypeShape(typeof(Local))]
[DerivedTypeShape(typeof(Remote))]
[DerivedTypeShape(typeof(Snapshot))]
internal abstract record Disk
{
    [Description("A disk of the machine.")]
    internal sealed record Local : Disk;

    [Description("A disk of another machine.")]
    internal sealed record Remote(string Host, int Gb = 10) : Disk;

    [RonTuple]
    internal sealed record Snapshot(string Name) : Disk;
}
