namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>A case that breaks a law, made as small as it still does.</summary>
/// <param name="Method">Protocol method, such as `Get`.</param>
/// <param name="Address">What it was asked about; null when it takes none.</param>
/// <param name="Inputs">What else it was given.</param>
/// <param name="Expected">What the law wants.</param>
/// <param name="Got">What came.</param>
public sealed record Counterexample(string Method, string? Address, IReadOnlyList<LawInput> Inputs, string Expected, string Got)
{
    public bool Equals(Counterexample? other)
        => other is not null && Method == other.Method && Address == other.Address && Expected == other.Expected && Got == other.Got
            && Inputs.SequenceEqual(other.Inputs);

    public override int GetHashCode() => HashCode.Combine(Method, Address, Expected, Got);
}
