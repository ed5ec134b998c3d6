namespace Autoschematic.Sdk.Resources;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">What is on the page.</param>
/// <param name="Next">What to ask for the next page with; null or empty on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
