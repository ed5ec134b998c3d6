namespace Autoschematic.Model.Connectors;

/// <summary>What a connector takes an address for; a bit set, always tested bit by bit.</summary>
[Flags]
public enum FilterBits
{
    None = 0,
    Config = 1,
    Resource = 2,
    Bundle = 4,
    Task = 8,
    Metric = 16,
}
